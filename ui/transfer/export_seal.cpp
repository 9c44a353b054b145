// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/export_seal.h"

#include "ui/text/export_text.h"
#include "ui/unlock/new_passphrase_form.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::transfer {

namespace {

bool hasCaution(const ::transfer::ExportFormat& format, ::transfer::Caution caution)
{
    return std::ranges::find(format.cautions, caution) != format.cautions.end();
}

bool isOfCodes(const ::transfer::ExportFormat& format)
{
    return format.format->form == ::transfer::Form::Picture;
}

} // namespace

ExportSeal::ExportSeal(crypto::RandomSource& random, QWidget* parent)
    : QWidget(parent),
      m_showText(widgets::newTextLabel(
          tr("Shown here one after the other, the codes can be scanned by the other device at "
             "once, and no file is written."),
          this)),
      m_show(widgets::newSecondaryButton(tr("&Show the codes"))),
      m_text(widgets::newTextLabel({}, this)),
      m_form(new unlock::NewPassphraseForm(random)),
      m_letters(widgets::newTextLabel({}, this)),
      m_isKnown(new QCheckBox(tr("I &know that it holds every secret"))),
      m_printText(widgets::newTextLabel(tr("It can be printed from here, too, and then no file is "
                                           "made; the printer and its queue "
                                           "may keep a copy."),
          this)),
      m_print(widgets::newSecondaryButton(tr("&Print…")))
{
    layOut();
    m_letters->setText(text::cautionText(::transfer::Caution::AsciiPassphrase));
    connect(m_form, &unlock::NewPassphraseForm::estimated, this, &ExportSeal::warnOfLetters);
    connect(m_form, &unlock::NewPassphraseForm::submitted, this, &ExportSeal::submitted);
    connect(m_show, &QPushButton::clicked, this, &ExportSeal::showWanted);
    connect(m_isKnown, &QCheckBox::toggled, m_print, &QPushButton::setEnabled);
    connect(m_isKnown, &QCheckBox::toggled, this, &ExportSeal::readinessChanged);
    connect(m_print, &QPushButton::clicked, this, &ExportSeal::printWanted);
}

void ExportSeal::layOut()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addWidget(m_showText);
    column->addWidget(m_show);
    column->addWidget(m_text);
    column->addWidget(m_form);
    column->addWidget(m_letters);
    column->addWidget(m_isKnown, 0, Qt::AlignLeading);
    column->addWidget(m_printText);
    column->addWidget(m_print);
}

void ExportSeal::ask(const ::transfer::ExportFormat& format)
{
    wipe();
    m_format = &format;
    const bool isEncrypted = format.format->isEncrypted;
    m_text->setText(isEncrypted
            ? tr("The file opens with a passphrase, which the other program asks for. Choose "
                 "another one than that of your vault.")
            : tr("This kind of file is not encrypted. It holds every secret, so whoever can read "
                 "it can make all your codes. Keep it where nobody else reads it, and delete it "
                 "when the other program has it."));
    m_showText->setVisible(isOfCodes(format));
    m_show->setVisible(isOfCodes(format));
    const bool isSheet = format.format->form == ::transfer::Form::Sheet;
    m_printText->setVisible(isSheet);
    m_print->setVisible(isSheet);
    m_form->setVisible(isEncrypted);
    m_isKnown->setVisible(!isEncrypted);
    emit readinessChanged();
}

bool ExportSeal::isReady() const
{
    return m_format && (m_format->format->isEncrypted || m_isKnown->isChecked());
}

std::optional<crypto::SecretBytes> ExportSeal::passphrase(widgets::MessageBanner& banner)
{
    if (!m_format)
        return {};
    return m_format->format->isEncrypted ? m_form->readAsTyped(banner)
                                         : std::optional(crypto::SecretBytes());
}

void ExportSeal::wipe()
{
    m_form->reset();
    m_letters->hide();
    m_isKnown->setChecked(false);
    m_print->setEnabled(false);
}

void ExportSeal::warnOfLetters()
{
    m_letters->setVisible(m_format && hasCaution(*m_format, ::transfer::Caution::AsciiPassphrase)
        && !m_form->isAscii());
}

/// Not a focus proxy: one in the middle of a page takes what is before it out of the tab order.
void ExportSeal::focusInEvent(QFocusEvent* /*event*/)
{
    if (m_show->isVisible())
        m_show->setFocus();
    else if (m_isKnown->isVisible())
        m_isKnown->setFocus();
    else
        m_form->setFocus();
}

} // namespace ui::transfer
