// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/organisation_form.h"

#include "ui/widgets/primary_button.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace ui::push {

OrganisationForm::OrganisationForm(QWidget* parent)
    : QWidget(parent),
      m_server(new QLineEdit),
      m_client(new QLineEdit),
      m_authorizationServer(new QLineEdit)
{
    m_server->setPlaceholderText(QStringLiteral("https://"));
    m_authorizationServer->setPlaceholderText(tr("Leave empty if you were told none"));
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(10);
    form->addRow(tr("Address of the &organisation"), m_server);
    form->addRow(tr("C&lient ID"), m_client);
    form->addRow(tr("ID of its authorization &server"), m_authorizationServer);
    auto* go = new widgets::PrimaryButton(tr("&Continue"));
    auto* cancel = widgets::newSecondaryButton(tr("C&ancel"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addLayout(form);
    column->addWidget(go);
    column->addWidget(cancel);
    setFocusProxy(m_server);
    const auto check = [this, go] {
        go->setEnabled(
            !m_server->text().trimmed().isEmpty() && !m_client->text().trimmed().isEmpty());
    };
    check();
    for (QLineEdit* field : { m_server, m_client, m_authorizationServer }) {
        connect(field, &QLineEdit::textChanged, this, check);
        connect(field, &QLineEdit::returnPressed, go, &QPushButton::click);
    }
    connect(go, &QPushButton::clicked, this, &OrganisationForm::entered);
    connect(cancel, &QPushButton::clicked, this, &OrganisationForm::cancelled);
}

void OrganisationForm::reset()
{
    for (QLineEdit* field : { m_server, m_client, m_authorizationServer })
        field->clear();
}

void OrganisationForm::fill(const Organisation& organisation)
{
    m_server->setText(QString::fromStdString(organisation.server));
    m_client->setText(QString::fromStdString(organisation.client));
    m_authorizationServer->setText(QString::fromStdString(organisation.authorizationServer));
}

Organisation OrganisationForm::organisation() const
{
    const auto typed = [](const QLineEdit* field) { return field->text().trimmed().toStdString(); };
    Organisation organisation { typed(m_server), typed(m_client), typed(m_authorizationServer) };
    if (organisation.server.find("://") == std::string::npos)
        organisation.server = "https://" + organisation.server;
    return organisation;
}

} // namespace ui::push
