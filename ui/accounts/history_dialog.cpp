// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/history_dialog.h"

#include "ui/text/account_text.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QVBoxLayout>

namespace ui::accounts {

namespace {

QString shownTime(const vault::Stamp& stamp)
{
    return QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(stamp.milliseconds).toLocalTime(), QLocale::ShortFormat);
}

} // namespace

HistoryDialog::HistoryDialog(
    const vault::Account& account, std::vector<vault::Account> versions, QWidget* parent)
    : QDialog(parent),
      m_versions(std::move(versions)),
      m_list(new QListWidget),
      m_restore(new widgets::PrimaryButton(tr("&Bring this one back")))
{
    setWindowTitle(tr("Older versions"));
    auto* close = widgets::newSecondaryButton(tr("&Close"));
    close->setAutoDefault(false);
    m_list->setAccessibleName(tr("Older versions, the latest first"));
    m_list->setWordWrap(true);
    m_list->setSpacing(4);
    for (const vault::Account& version : m_versions) {
        QString row =
            text::accountText(version) + u'\n' + tr("as of %1").arg(shownTime(version.changed));
        if (version.secret != account.secret)
            row += tr(", with another secret");
        else if (version.trashed)
            row += tr(", in the trash");
        m_list->addItem(row);
    }
    m_list->setCurrentRow(0);
    m_restore->setEnabled(!m_versions.empty());
    m_restore->setDefault(true);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(10);
    column->addWidget(widgets::newTextLabel(m_versions.empty()
            ? tr("%1 has no older versions: it has not been changed.")
                  .arg(text::accountText(account))
            : tr("What %1 was before its changes. The present state is kept as a version, too.")
                  .arg(text::accountText(account)),
        this));
    column->addWidget(m_list, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(close, 1);
    buttons->addWidget(m_restore, 1);
    column->addLayout(buttons);
    setMinimumWidth(340);

    connect(m_restore, &QPushButton::clicked, this, &HistoryDialog::requestCurrent);
    connect(m_list, &QListWidget::itemActivated, this, &HistoryDialog::requestCurrent);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

void HistoryDialog::requestCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    emit restoreRequested(m_versions[static_cast<std::size_t>(row)].changed);
    accept();
}

} // namespace ui::accounts
