// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/file_passphrase_form.h"

#include "core/transfer/detect.h"
#include "ui/text/import_text.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/passphrase_edit.h"
#include "ui/widgets/primary_button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ui::transfer {

FilePassphraseForm::FilePassphraseForm(QWidget* parent)
    : QWidget(parent),
      m_question(widgets::newTextLabel({}, this)),
      m_memory(widgets::newTextLabel({}, this)),
      m_field(new widgets::PassphraseEdit(tr("Passphrase of the file"))),
      m_leaveOut(widgets::newSecondaryButton(tr("&Leave this file out"))),
      m_open(new widgets::PrimaryButton(tr("&Open")))
{
    auto* label = new QLabel(tr("&Passphrase of the file"));
    label->setBuddy(m_field);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(m_question);
    column->addWidget(m_memory);
    column->addWidget(label);
    column->addWidget(m_field);
    column->addWidget(widgets::newTextLabel(
        tr("It was set in the other program when the file was made; it is not that of your vault."),
        this));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_leaveOut, 1);
    buttons->addWidget(m_open, 1);
    column->addLayout(buttons);
    connect(m_field, &widgets::PassphraseEdit::submitted, this, &FilePassphraseForm::enter);
    connect(m_open, &QPushButton::clicked, this, &FilePassphraseForm::enter);
    connect(m_leaveOut, &QPushButton::clicked, this, &FilePassphraseForm::leftOut);
}

void FilePassphraseForm::ask(const QString& name, const ::transfer::Failure& why)
{
    m_field->wipe();
    const ::transfer::Format* const format =
        ::transfer::findFormat(::transfer::importFormats(), why.format);
    m_question->setText(format
            //: %1 is a file, %2 the program that made it
            ? tr("“%1” is encrypted: %2.").arg(name, text::formatTitle(*format))
            : tr("“%1” is encrypted.").arg(name));
    m_memory->setText(text::memoryText(why));
    m_memory->setVisible(!m_memory->text().isEmpty());
}

void FilePassphraseForm::wipe()
{
    m_field->wipe();
}

void FilePassphraseForm::setBusy(bool busy)
{
    for (QWidget* widget : { static_cast<QWidget*>(m_field), static_cast<QWidget*>(m_leaveOut),
             static_cast<QWidget*>(m_open) })
        widget->setEnabled(!busy);
}

/// Not a focus proxy: the field is in the middle of the page.
void FilePassphraseForm::focusInEvent(QFocusEvent* /*event*/)
{
    m_field->setFocus();
}

void FilePassphraseForm::enter()
{
    if (m_field->isEmpty())
        return m_field->setFocus();
    base::Result<crypto::SecretBytes> typed = m_field->takeText();
    if (!typed) {
        emit refused(typed.error());
        return;
    }
    emit entered(*typed);
}

} // namespace ui::transfer
