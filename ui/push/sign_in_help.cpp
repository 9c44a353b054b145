// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/sign_in_help.h"

#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QVBoxLayout>

namespace ui::push {

SignInHelp::SignInHelp(Browser browser, QWidget* parent)
    : QWidget(parent),
      m_browser(std::move(browser)),
      m_sentence(widgets::newTextLabel({}, this))
{
    auto* again = widgets::newSecondaryButton(tr("&Open the browser again"));
    auto* copy = widgets::newSecondaryButton(tr("Copy the &address"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(m_sentence);
    column->addWidget(again);
    column->addWidget(copy);
    connect(again, &QPushButton::clicked, this, &SignInHelp::open);
    connect(copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_address.toString(QUrl::FullyEncoded)); });
    hide();
}

void SignInHelp::begin(const QUrl& address)
{
    m_address = address;
    open();
    show();
}

void SignInHelp::end()
{
    m_address.clear();
    hide();
}

void SignInHelp::open()
{
    m_sentence->setText(m_browser(m_address)
            ? tr("Sign in on the page that your browser shows, and come back here then.")
            : tr("No browser could be opened. Copy the address into one on this computer, and sign "
                 "in on the page it shows."));
}

} // namespace ui::push
