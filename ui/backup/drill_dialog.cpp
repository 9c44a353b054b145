// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/backup/drill_dialog.h"

#include "ui/backup/drill_form.h"
#include "ui/widgets/fit_height.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace ui::backup {

QString timeOf(const ::backup::Backup& backup)
{
    return QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(backup.time)).toLocalTime(),
        QLocale::ShortFormat);
}

DrillDialog::DrillDialog(BackupKeeper& keeper, vault::VaultSession& session,
    const ::backup::Backup& backup, QWidget* parent)
    : QDialog(parent),
      m_path(backup.path),
      m_form(new DrillForm(keeper, session)),
      m_close(widgets::newSecondaryButton(tr("&Cancel"))),
      m_test(new widgets::PrimaryButton(tr("&Test")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Test a backup"));
    m_close->setAutoDefault(false);
    m_test->setDefault(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 20);
    column->setSpacing(10);
    column->addWidget(widgets::newTextLabel(
        tr("The backup of %1 is opened with what you type, as on the day you need it, and every "
           "account in it is compared with the vault.")
            .arg(timeOf(backup)),
        this));
    column->addWidget(m_form, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_close, 1);
    buttons->addWidget(m_test, 1);
    column->addLayout(buttons);
    setMinimumWidth(340);
    widgets::fitHeight(*this);
    m_form->setFocus();

    // The default button answers Enter, also in the field.
    connect(m_test, &QPushButton::clicked, m_form, [this] { m_form->test(m_path); });
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_form, &DrillForm::busyChanged, m_test, &QWidget::setDisabled);
    connect(m_form, &DrillForm::tested, this, &DrillDialog::finish);
    // What is shown then needs more room than there is.
    connect(m_form, &DrillForm::failed, this, [this] { widgets::fitHeight(*this); });
    connect(&session, &vault::VaultSession::locked, this, &QDialog::reject);
}

void DrillDialog::done(int result)
{
    m_form->reset();
    QDialog::done(result);
}

void DrillDialog::finish(bool /*allMatch*/)
{
    m_close->setText(tr("&Close"));
    m_close->setDefault(true);
    m_close->setFocus();
    widgets::fitHeight(*this);
}

} // namespace ui::backup
