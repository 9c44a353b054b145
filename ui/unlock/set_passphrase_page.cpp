// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/set_passphrase_page.h"

#include "ui/text/error_text.h"
#include "ui/unlock/new_passphrase_form.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/primary_button.h"

#include <QLabel>
#include <QRadioButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace ui::unlock {

namespace {

/// A choice with the paragraph below that says what it does; screen readers say both.
QRadioButton* addChoice(QVBoxLayout& column, const QString& text, const QString& consequence)
{
    auto* choice = new QRadioButton(text);
    choice->setAccessibleDescription(consequence);
    auto* paragraph = widgets::newTextLabel(consequence, nullptr);
    // Below the choice's words, on whichever side they begin.
    paragraph->setIndent(choice->fontMetrics().height() * 3 / 2);
    column.addWidget(choice);
    column.addWidget(paragraph);
    return choice;
}

struct Words
{
    QString title;
    QString text;
    QString button;
};

Words wordsFor(SetPassphrasePage::Purpose purpose)
{
    using Page = SetPassphrasePage;
    switch (purpose) {
    case Page::Purpose::Add:
        return { Page::tr("Add a passphrase"),
            Page::tr("This passphrase opens the vault, too. The others stay valid."),
            Page::tr("A&dd passphrase") };
    case Page::Purpose::Backup:
        return { Page::tr("A passphrase for the backups"),
            Page::tr("For backups that lie where others may find them. Those made from now on open "
                     "with this passphrase, and no more with that of the vault. A recovery key "
                     "opens both."),
            Page::tr("&Set passphrase") };
    case Page::Purpose::Change:
        break;
    }
    return { Page::tr("Change the passphrase"), {}, Page::tr("&Change passphrase") };
}

} // namespace

SetPassphrasePage::SetPassphrasePage(crypto::RandomSource& random, QWidget* parent)
    : PageColumn(parent),
      m_title(addTitle({})),
      m_text(addText({})),
      m_question(newQuestion()),
      m_form(new NewPassphraseForm(random)),
      m_banner(new widgets::MessageBanner),
      m_set(new widgets::PrimaryButton({})),
      m_cancel(widgets::newSecondaryButton(tr("Cance&l"))),
      m_busy(new widgets::BusyLine)
{
    column()->addWidget(m_question);
    column()->addSpacing(4);
    column()->addWidget(m_form);
    column()->addWidget(m_banner);
    column()->addSpacing(8);
    column()->addWidget(m_set);
    column()->addWidget(m_cancel);
    column()->addWidget(m_busy);

    connect(m_set, &QPushButton::clicked, this, &SetPassphrasePage::request);
    connect(m_form, &NewPassphraseForm::submitted, this, &SetPassphrasePage::request);
    connect(m_cancel, &QPushButton::clicked, this, &SetPassphrasePage::cancelled);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &SetPassphrasePage::cancelled);
}

QWidget* SetPassphrasePage::newQuestion()
{
    auto* question = new QWidget;
    auto* column = new QVBoxLayout(question);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(widgets::newTextLabel(tr("Why is it changed?"), question));
    m_justChange = addChoice(*column, tr("&Just changing it"),
        tr("The new passphrase takes the place of all passphrases. The recovery key stays "
           "valid."));
    column->addSpacing(4);
    m_newKeys = addChoice(*column, tr("&Someone may know the old one"),
        tr("The vault gets new keys, and you a new recovery key to print. All former passphrases "
           "and recovery keys open nothing that is saved from then on."));
    column->addSpacing(4);
    column->addWidget(widgets::newTextLabel(
        tr("Either way, old copies of the file, backups among them, stay readable with what opens "
           "them now."),
        question));
    return question;
}

void SetPassphrasePage::begin(Purpose purpose)
{
    reset();
    m_purpose = purpose;
    const bool isChange = purpose == Purpose::Change;
    const Words words = wordsFor(purpose);
    m_title->setText(words.title);
    m_text->setText(words.text);
    m_text->setVisible(!isChange);
    m_question->setVisible(isChange);
    m_set->setText(words.button);
    if (isChange)
        m_justChange->setFocus();
    else
        m_form->setFocus();
}

void SetPassphrasePage::request()
{
    auto passphrase = m_form->read(*m_banner);
    if (!passphrase)
        return;
    emit requested(std::make_shared<const vault::Passphrase>(std::move(*passphrase)),
        m_purpose == Purpose::Change && m_newKeys->isChecked());
}

void SetPassphrasePage::explain(const base::Error& error)
{
    const auto explanation = text::errorText(error);
    m_banner->showError(explanation.message, explanation.next);
    m_set->setFocus();
}

void SetPassphrasePage::reset()
{
    setBusy(false);
    m_justChange->setChecked(true);
    m_form->reset();
    m_banner->clear();
}

void SetPassphrasePage::setBusy(bool busy)
{
    for (QWidget* part :
        { m_question, static_cast<QWidget*>(m_form), static_cast<QWidget*>(m_set) })
        part->setEnabled(!busy);
    m_cancel->setEnabled(true);
    if (busy) {
        m_banner->clear();
        m_busy->start(tr("Making and saving the new key…"));
        m_cancel->setFocus();
    } else {
        m_busy->stop();
    }
}

void SetPassphrasePage::showStopping()
{
    m_cancel->setEnabled(false);
    m_busy->start(tr("Stopping…"));
}

} // namespace ui::unlock
