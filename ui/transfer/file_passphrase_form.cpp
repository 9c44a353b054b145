// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/file_passphrase_form.h"

#include "core/transfer/detect.h"
#include "core/transfer/key_file.h"
#include "ui/text/import_text.h"
#include "ui/text/visible_text.h"
#include "ui/transfer/breakable_text.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/passphrase_edit.h"
#include "ui/widgets/primary_button.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace ui::transfer {

namespace {

constexpr int LongestKeyFileName = 60;

} // namespace

FilePassphraseForm::FilePassphraseForm(QWidget* parent)
    : QWidget(parent),
      m_question(widgets::newTextLabel({}, this)),
      m_memory(widgets::newTextLabel({}, this)),
      m_field(new widgets::PassphraseEdit(tr("Passphrase of the file"))),
      m_chooseKey(new QPushButton(tr("&Key file…"))),
      m_dropKey(new QPushButton(tr("&Without the key file"))),
      m_keyName(widgets::newTextLabel({}, this)),
      m_keyFile(buildKeyFile()),
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
    column->addWidget(m_keyFile);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_leaveOut, 1);
    buttons->addWidget(m_open, 1);
    column->addLayout(buttons);
    connect(m_field, &widgets::PassphraseEdit::submitted, this, &FilePassphraseForm::enter);
    connect(m_open, &QPushButton::clicked, this, &FilePassphraseForm::enter);
    connect(m_leaveOut, &QPushButton::clicked, this, &FilePassphraseForm::leftOut);
}

QWidget* FilePassphraseForm::buildKeyFile()
{
    auto* part = new QWidget;
    auto* column = new QVBoxLayout(part);
    column->setContentsMargins({});
    column->addWidget(m_keyName);
    auto* row = new QHBoxLayout;
    row->addWidget(m_chooseKey);
    row->addWidget(m_dropKey);
    row->addStretch(1);
    column->addLayout(row);
    connect(m_chooseKey, &QPushButton::clicked, this, &FilePassphraseForm::chooseKeyFile);
    connect(m_dropKey, &QPushButton::clicked, this, [this] {
        dropKeyFile();
        m_field->setFocus();
    });
    return part;
}

void FilePassphraseForm::ask(const QString& name, const ::transfer::Failure& why)
{
    m_field->wipe();
    const ::transfer::Format* const format =
        ::transfer::findFormat(::transfer::importFormats(), why.format);
    const QString question = format
        //: %1 is a file, %2 the program that made it
        ? tr("“%1” is encrypted: %2.").arg(name, text::formatTitle(*format))
        : tr("“%1” is encrypted.").arg(name);
    if (question != m_question->text())
        dropKeyFile(); // it was of another file
    m_question->setText(question);
    m_keyFile->setVisible(format && format->takesKeyFile);
    m_memory->setText(text::memoryText(why));
    m_memory->setVisible(!m_memory->text().isEmpty());
}

void FilePassphraseForm::wipe()
{
    m_field->wipe();
    dropKeyFile();
    if (auto* const dialog = findChild<QFileDialog*>())
        dialog->reject();
}

void FilePassphraseForm::chooseKeyFile()
{
    auto* dialog = new QFileDialog(this, tr("Key file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &FilePassphraseForm::takeKeyFile);
    dialog->open();
}

void FilePassphraseForm::takeKeyFile(const QString& path)
{
    base::Result<crypto::SecretBytes> key =
        ::transfer::readKeyFile(QFile::encodeName(path).toStdString());
    if (!key) {
        emit refused(key.error());
        return;
    }
    m_key = std::move(*key);
    m_keyName->setText(
        //: %1 is a file
        tr("Key file: “%1”. Where no passphrase was set beside it, leave that empty.")
            .arg(breakable(text::visibleText(QFileInfo(path).fileName(), LongestKeyFileName))));
    m_keyName->show();
    m_dropKey->show();
    m_field->setFocus();
}

void FilePassphraseForm::dropKeyFile()
{
    m_key = {};
    m_keyName->clear();
    m_keyName->hide();
    m_dropKey->hide();
}

void FilePassphraseForm::setBusy(bool busy)
{
    for (QWidget* widget : { static_cast<QWidget*>(m_field), m_keyFile,
             static_cast<QWidget*>(m_leaveOut), static_cast<QWidget*>(m_open) })
        widget->setEnabled(!busy);
}

/// Not a focus proxy: the field is in the middle of the page.
void FilePassphraseForm::focusInEvent(QFocusEvent* /*event*/)
{
    m_field->setFocus();
}

void FilePassphraseForm::enter()
{
    if (m_field->isEmpty() && m_key.isEmpty())
        return m_field->setFocus();
    base::Result<crypto::SecretBytes> typed = m_field->takeText();
    if (!typed) {
        emit refused(typed.error());
        return;
    }
    base::Result<crypto::SecretBytes> key = m_key.clone(); // which may be needed once more
    if (!key) {
        emit refused(key.error());
        return;
    }
    emit entered(*typed, *key);
}

} // namespace ui::transfer
