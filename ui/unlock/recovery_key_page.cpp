// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/recovery_key_page.h"

#include "core/vault/recovery_key.h"
#include "ui/text/error_text.h"
#include "ui/unlock/recovery_key_print.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/passphrase_edit.h"
#include "ui/widgets/primary_button.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QStackedLayout>

#include <algorithm>
#include <memory>

namespace ui::unlock {
namespace {

constexpr std::size_t GroupLength = 4;
constexpr std::size_t GroupStride = GroupLength + 1; // with the hyphen

} // namespace

RecoveryKeyPage::RecoveryKeyPage(crypto::RandomSource& random, QWidget* parent)
    : QWidget(parent),
      m_random(random),
      m_steps(new QStackedLayout(this))
{
    m_steps->addWidget(newShowingPage());
    m_steps->addWidget(newAskingPage());
}

RecoveryKeyPage::~RecoveryKeyPage()
{
    wipeGroupTexts();
}

QWidget* RecoveryKeyPage::newShowingPage()
{
    auto* page = new widgets::PageColumn;
    page->addTitle(tr("Write down your recovery key"));
    page->addText(tr("If you forget the passphrase, this key opens the vault instead. It is shown "
                     "only now. Write it on paper and keep it away from this computer."));
    page->column()->addSpacing(4);
    page->column()->addWidget(newGroups());
    page->column()->addSpacing(4);

    m_saved = new widgets::MessageBanner;
    m_written = new widgets::PrimaryButton(tr("I have &written it down"));
    auto* save = widgets::newSecondaryButton(tr("&Save to a file…"));
    auto* print = widgets::newSecondaryButton(tr("&Print…"));
    page->column()->addWidget(m_saved);
    page->column()->addWidget(m_written);
    auto* others = new QHBoxLayout;
    others->addWidget(save, 1);
    others->addWidget(print, 1);
    page->column()->addLayout(others);
    page->addText(tr("A printer and its queue may keep a copy of what they print."));
    connect(m_written, &QPushButton::clicked, this, &RecoveryKeyPage::ask);
    connect(save, &QPushButton::clicked, this, &RecoveryKeyPage::chooseFile);
    connect(print, &QPushButton::clicked, this, &RecoveryKeyPage::choosePrinter);
    return page;
}

QWidget* RecoveryKeyPage::newGroups()
{
    auto* frame = new QFrame;
    frame->setFrameShape(QFrame::StyledPanel);
    frame->setBackgroundRole(QPalette::Base);
    frame->setForegroundRole(QPalette::Text);
    frame->setAutoFillBackground(true);
    frame->setAccessibleName(tr("Recovery key, nine groups of four characters"));
    QFont digits = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    digits.setPointSizeF(font().pointSizeF() * 1.6);
    // A key is written from left to right in every script.
    frame->setLayoutDirection(Qt::LeftToRight);
    auto* grid = new QGridLayout(frame);
    grid->setContentsMargins(16, 16, 16, 16);
    grid->setVerticalSpacing(12);
    for (int group = 0; group < GroupCount; ++group) {
        auto* label = new QLabel;
        label->setTextFormat(Qt::PlainText);
        label->setFont(digits);
        label->setAlignment(Qt::AlignCenter);
        label->setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Minimum);
        m_groups[static_cast<std::size_t>(group)] = label;
        grid->addWidget(label, group / 3, group % 3);
    }
    return frame;
}

QWidget* RecoveryKeyPage::newAskingPage()
{
    auto* page = new widgets::PageColumn;
    page->addTitle(tr("Check what you wrote"));
    page->addText(tr("Type these two groups from your paper. Small and capital letters are the "
                     "same."));
    page->column()->addSpacing(4);
    for (Question& question : m_questions) {
        question.label = new QLabel;
        question.field = new widgets::PassphraseEdit(QString());
        question.field->setAlwaysShown();
        question.label->setBuddy(question.field);
        page->column()->addWidget(question.label);
        page->column()->addWidget(question.field);
    }
    m_wrong = new widgets::MessageBanner;
    auto* done = new widgets::PrimaryButton(tr("&Continue"));
    auto* again = widgets::newSecondaryButton(tr("&Show the key again"));
    again->setShortcut(Qt::Key_Escape);
    page->column()->addWidget(m_wrong);
    page->column()->addSpacing(8);
    page->column()->addWidget(done);
    page->column()->addWidget(again);

    connect(m_questions[0].field, &widgets::PassphraseEdit::submitted, m_questions[1].field,
        [this] { m_questions[1].field->setFocus(); });
    connect(
        m_questions[1].field, &widgets::PassphraseEdit::submitted, this, &RecoveryKeyPage::check);
    connect(done, &QPushButton::clicked, this, &RecoveryKeyPage::check);
    connect(again, &QPushButton::clicked, this, &RecoveryKeyPage::showAgain);
    return page;
}

base::Result<void> RecoveryKeyPage::showKey(vault::RecoveryKey key)
{
    auto text = vault::formatRecoveryKey(key);
    if (!text)
        return text.error();
    m_key = std::move(key);
    m_text = std::move(*text);
    m_saved->clear();
    chooseGroups();
    showAgain();
    return {};
}

void RecoveryKeyPage::reset()
{
    wipeGroupTexts();
    m_key = {};
    m_text = {};
    for (const Question& question : m_questions)
        question.field->wipe();
    m_wrong->clear();
}

/// Labels show text, so the groups must be text for as long as they are on the screen; they are
/// overwritten by wipeGroupTexts.
void RecoveryKeyPage::setGroupTexts()
{
    for (std::size_t group = 0; group < m_groups.size(); ++group) {
        const std::string_view text = m_text.text().substr(group * GroupStride, GroupLength);
        m_groups[group]->setText(
            QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size())));
    }
}

void RecoveryKeyPage::wipeGroupTexts()
{
    for (QLabel* label : m_groups) {
        const QString shared = label->text();
        // The label's own buffer, as in PassphraseEdit::wipe.
        auto* const characters = const_cast<QChar*>(shared.constData());
        crypto::cleanse({ reinterpret_cast<std::uint8_t*>(characters),
            static_cast<std::size_t>(shared.size()) * sizeof(QChar) });
        label->setText({});
    }
}

void RecoveryKeyPage::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Save the recovery key"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(tr("countersign-recovery-key.txt"));
    connect(dialog, &QFileDialog::fileSelected, this, &RecoveryKeyPage::saveRequested);
    dialog->open();
}

void RecoveryKeyPage::choosePrinter()
{
    const auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    auto* dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Print the recovery key"));
    // One page, whole: nothing to choose from.
    dialog->setOptions(QAbstractPrintDialog::PrintToFile);
    // The connection keeps the printer, to which the dialog has only a pointer, until both go.
    connect(dialog, qOverload<>(&QDialog::accepted), this, [this, printer] { print(*printer); });
    dialog->open();
}

void RecoveryKeyPage::print(QPrinter& printer)
{
    if (m_text.isEmpty())
        return;
    if (printRecoveryKey(printer, m_text.text())) {
        m_saved->showNote(tr("The recovery key was printed."),
            tr("Whoever has the sheet can open the vault: keep it away from this computer."));
    } else {
        m_saved->showError(tr("The recovery key could not be printed."),
            tr("Write it down by hand, or choose another printer."));
    }
}

void RecoveryKeyPage::showSaved(const base::Result<void>& result)
{
    if (result) {
        m_saved->showNote(tr("The recovery key was saved."),
            tr("Whoever has this file can open the vault: move it to a place of its own."));
        return;
    }
    const auto explanation = text::errorText(result.error());
    m_saved->showError(explanation.message, explanation.next);
}

/// Two different groups after the first one, which is the same in every key. Their choice need not
/// be secret, so a random source that fails is no reason to stop here.
void RecoveryKeyPage::chooseGroups()
{
    std::array<std::uint8_t, 2> bytes = { 2, 4 };
    if (const auto filled = m_random.fill(bytes); !filled)
        bytes = { 2, 4 };
    const int first = 1 + bytes[0] % (GroupCount - 1);
    const int step = 1 + bytes[1] % (GroupCount - 2);
    const int second = 1 + (first - 1 + step) % (GroupCount - 1);
    m_questions[0].group = std::min(first, second);
    m_questions[1].group = std::max(first, second);
    for (const Question& question : m_questions) {
        question.label->setText(tr("Group %1 of 9").arg(question.group + 1));
        question.field->setName(question.label->text());
    }
}

void RecoveryKeyPage::ask()
{
    wipeGroupTexts();
    for (const Question& question : m_questions)
        question.field->wipe();
    m_wrong->clear();
    m_steps->setCurrentIndex(1);
    m_questions[0].field->setFocus();
}

void RecoveryKeyPage::showAgain()
{
    setGroupTexts();
    m_steps->setCurrentIndex(0);
    m_written->setFocus();
}

void RecoveryKeyPage::check()
{
    for (const Question& question : m_questions) {
        const auto right = isRight(question);
        if (right && *right)
            continue;
        if (right) {
            m_wrong->showError(
                tr("Group %1 is not the same as in the key.").arg(question.group + 1),
                tr("Compare your paper: show the key again, and correct what you wrote."));
        } else {
            const auto explanation = text::errorText(right.error());
            m_wrong->showError(explanation.message, explanation.next);
        }
        question.field->wipe();
        question.field->setFocus();
        return;
    }
    reset();
    emit confirmed();
}

/// Puts the typed group into the key's text and reads that: whatever spelling the parser of keys
/// accepts is right here, too.
base::Result<bool> RecoveryKeyPage::isRight(const Question& question) const
{
    const auto typed = question.field->copyText();
    if (!typed)
        return typed.error();
    const std::size_t start = static_cast<std::size_t>(question.group) * GroupStride;
    auto whole = crypto::SecretBytes::ofSize(m_text.size() - GroupLength + typed->size());
    if (!whole)
        return whole.error();
    auto out = whole->bytes().begin();
    out = std::ranges::copy(m_text.view().first(start), out).out;
    out = std::ranges::copy(typed->view(), out).out;
    std::ranges::copy(m_text.view().subspan(start + GroupLength), out);
    const auto parsed = vault::parseRecoveryKey(whole->text());
    return parsed && crypto::equalInConstantTime(parsed->bytes.view(), m_key.bytes.view());
}

} // namespace ui::unlock
