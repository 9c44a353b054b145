// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/add/offer_card.h"

#include "core/otp/code.h"
#include "ui/add/live_code.h"
#include "ui/text/error_text.h"
#include "ui/text/note_text.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/passphrase_edit.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QVBoxLayout>

namespace ui::add {

OfferCard::OfferCard(
    otp::Entry entry, vault::VaultSession& session, const base::Clock& clock, QWidget* parent)
    : QFrame(parent),
      m_entry(std::move(entry)),
      m_session(session),
      m_clock(clock),
      m_chosen(new QCheckBox),
      m_details(new QWidget),
      m_issuer(new QLineEdit(m_entry.issuer)),
      m_name(new QLineEdit(m_entry.name)),
      m_pin(otp::needsPin(m_entry.credential) ? new widgets::PassphraseEdit(tr("PIN")) : nullptr),
      m_code(new LiveCode),
      m_answers(new QButtonGroup(this))
{
    m_question = buildQuestion();
    build();
    connect(m_chosen, &QCheckBox::toggled, this, [this](bool chosen) {
        m_details->setEnabled(chosen);
        emit changed();
    });
    connect(m_issuer, &QLineEdit::textChanged, this, &OfferCard::takeNames);
    connect(m_name, &QLineEdit::textChanged, this, &OfferCard::takeNames);
    connect(m_issuer, &QLineEdit::returnPressed, this, &OfferCard::confirmed);
    connect(m_name, &QLineEdit::returnPressed, this, &OfferCard::confirmed);
    connect(m_answers, &QButtonGroup::idToggled, this, &OfferCard::changed);
    if (m_pin != nullptr)
        connect(m_pin, &widgets::PassphraseEdit::edited, this, &OfferCard::takePin);
    lookForDuplicate();
    showTime();
}

void OfferCard::build()
{
    setFrameShape(QFrame::StyledPanel);
    m_chosen->setChecked(true);
    m_chosen->hide();
    m_chosen->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto* form = new QFormLayout;
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Issuer"), m_issuer);
    form->addRow(tr("Account name"), m_name);
    if (m_pin != nullptr) {
        m_pin->setPlaceholder(tr("Leave empty to type it each time"));
        form->addRow(tr("PIN"), m_pin);
    }
    auto* column = new QVBoxLayout(m_details);
    column->setContentsMargins({});
    column->setSpacing(10);
    column->addLayout(form);
    column->addWidget(widgets::newTextLabel(tr("The code of this moment. Try it at the site before "
                                               "you save:"),
        this));
    column->addWidget(m_code);
    for (const otp::EntryNote note : m_entry.notes)
        column->addWidget(widgets::newTextLabel(text::noteText(note, m_entry), this));
    column->addWidget(m_question);

    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 14, 16, 14);
    outer->setSpacing(10);
    outer->addWidget(m_chosen);
    outer->addWidget(m_details);
}

QWidget* OfferCard::buildQuestion()
{
    auto* question = new QWidget;
    auto* sentence =
        widgets::newTextLabel(tr("You have this account already. What is to be done?"), this);
    QFont bold = sentence->font();
    bold.setBold(true);
    sentence->setFont(bold);
    auto* column = new QVBoxLayout(question);
    column->setContentsMargins({});
    column->addWidget(sentence);
    const auto answer = [&](OnDuplicate choice, const QString& text) {
        auto* button = new QRadioButton(text);
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        m_answers->addButton(button, static_cast<int>(choice));
        column->addWidget(button);
    };
    answer(OnDuplicate::Skip, tr("Skip: leave the vault as it is"));
    answer(OnDuplicate::Replace, tr("Replace: take over what this code says"));
    answer(OnDuplicate::KeepBoth, tr("Keep both: add it once more"));
    question->hide();
    return question;
}

otp::Entry OfferCard::takeEntry()
{
    return std::move(m_entry);
}

void OfferCard::setChoosable(bool choosable)
{
    m_chosen->setVisible(choosable);
    const QString issuer = text::visibleText(m_entry.issuer);
    const QString name = text::visibleText(m_entry.name);
    m_chosen->setText(tr("Add %1 %2").arg(issuer, name).simplified());
    if (!choosable)
        m_chosen->setChecked(true);
}

bool OfferCard::isChosen() const
{
    return m_chosen->isChecked();
}

OnDuplicate OfferCard::onDuplicate() const
{
    const int answer = m_answers->checkedId();
    return answer < 0 ? OnDuplicate::Undecided : static_cast<OnDuplicate>(answer);
}

void OfferCard::takeNames()
{
    m_entry.issuer = m_issuer->text().trimmed();
    m_entry.name = m_name->text().trimmed();
    lookForDuplicate();
    emit changed();
}

void OfferCard::takePin()
{
    auto pin = m_pin->copyText();
    m_entry.pin = pin ? std::move(*pin) : crypto::SecretBytes();
    showTime();
}

void OfferCard::lookForDuplicate()
{
    m_duplicate = m_session.isOpen() ? m_session.vault().findDuplicate(m_entry) : std::nullopt;
    m_question->setVisible(m_duplicate.has_value());
}

void OfferCard::showTime()
{
    const base::Time now = m_clock.now();
    const auto code =
        otp::codeAt(m_entry.credential, m_entry.secret.view(), m_entry.pin.view(), now);
    if (!code) {
        m_code->showText(code.error().code == base::ErrorCode::PinNeeded
                ? tr("Type the PIN to see a code.")
                : text::errorText(code.error()).message);
        return;
    }
    using std::chrono::seconds;
    const bool isTimed = code->validUntil > code->validFrom;
    const auto left = std::chrono::ceil<seconds>(code->validUntil - now);
    const auto period = std::chrono::round<seconds>(code->validUntil - code->validFrom);
    m_code->showCode(QString::fromLatin1(code->text), isTimed ? static_cast<int>(left.count()) : 0,
        isTimed ? static_cast<int>(period.count()) : 0);
}

void OfferCard::focusFirst()
{
    m_issuer->setFocus();
}

} // namespace ui::add
