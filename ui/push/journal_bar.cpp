// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/journal_bar.h"

#include "ui/text/journal_text.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QSignalBlocker>

#include <map>

namespace ui::push {

namespace {

enum Period { AnyTime, Today, Week, Month };

constexpr int FewestLetters = 6; ///< of a box, however long its entries are

void letShrink(QComboBox* box)
{
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(FewestLetters);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

} // namespace

JournalBar::JournalBar(const base::Clock& clock, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_words(new QLineEdit),
      m_account(new QComboBox),
      m_subject(new QComboBox),
      m_period(new QComboBox)
{
    build();
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->addWidget(m_words, 0, 0, 1, 2);
    grid->addWidget(m_account, 1, 0, 1, 2);
    grid->addWidget(m_subject, 2, 0);
    grid->addWidget(m_period, 2, 1);
    connect(m_words, &QLineEdit::textChanged, this, &JournalBar::choiceChanged);
    for (const QComboBox* box : { m_account, m_subject, m_period })
        connect(box, &QComboBox::currentIndexChanged, this, &JournalBar::choiceChanged);
}

void JournalBar::build()
{
    m_words->setPlaceholderText(tr("Search"));
    m_words->setAccessibleName(tr("Search the journal"));
    m_words->setClearButtonEnabled(true);
    m_account->setAccessibleName(tr("Account"));
    m_account->addItem(tr("All accounts"));
    m_subject->setAccessibleName(tr("What was decided"));
    m_subject->addItem(tr("Everything"));
    const auto offer = [this](const QString& words, JournalSubject subject) {
        m_subject->addItem(words, static_cast<int>(subject));
    };
    offer(tr("Approvals"), JournalSubject::Approval);
    offer(tr("Denials"), JournalSubject::Denial);
    offer(tr("Not me"), JournalSubject::NotMe);
    offer(tr("Without an answer"), JournalSubject::Unanswered);
    offer(tr("About the vault"), JournalSubject::OfTheVault);
    m_period->setAccessibleName(tr("Time"));
    m_period->addItem(tr("Any time"), AnyTime);
    m_period->addItem(tr("Today"), Today);
    m_period->addItem(tr("Last 7 days"), Week);
    m_period->addItem(tr("Last 30 days"), Month);
    for (QComboBox* box : { m_account, m_subject, m_period })
        letShrink(box);
}

void JournalBar::setLines(const std::vector<vault::JournalLine>& lines)
{
    std::map<vault::Id, QString> known;
    for (const vault::JournalLine& line : lines) {
        if (line.entry.account)
            known.try_emplace(*line.entry.account, text::subjectText(line)); // the latest name
    }
    std::multimap<QString, vault::Id> named;
    for (const auto& [account, name] : known)
        named.emplace(name, account);
    const QVariant chosen = m_account->currentData();
    const QString chosenName = m_account->currentText();
    const QSignalBlocker quiet(m_account);
    while (m_account->count() > 1)
        m_account->removeItem(1);
    for (const auto& [name, account] : named)
        m_account->addItem(name, QVariant::fromValue(account));
    if (!chosen.isValid())
        return;
    if (!known.contains(chosen.value<vault::Id>()))
        m_account->addItem(chosenName, chosen);
    for (int i = 1; i < m_account->count(); ++i) {
        if (m_account->itemData(i).value<vault::Id>() == chosen.value<vault::Id>())
            m_account->setCurrentIndex(i);
    }
}

/// Days begin at midnight, by the clock on the wall.
QDateTime JournalBar::since() const
{
    constexpr int DaysOfAWeek = 7;
    constexpr int DaysOfAMonth = 30;
    const QDate today =
        QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(m_clock.now())).toLocalTime().date();
    switch (m_period->currentData().toInt()) {
    case Today:
        return today.startOfDay();
    case Week:
        return today.addDays(1 - DaysOfAWeek).startOfDay();
    case Month:
        return today.addDays(1 - DaysOfAMonth).startOfDay();
    default:
        return {};
    }
}

JournalChoice JournalBar::choice() const
{
    JournalChoice choice;
    choice.text = m_words->text();
    if (const QVariant account = m_account->currentData(); account.isValid())
        choice.account = account.value<vault::Id>();
    if (const QVariant subject = m_subject->currentData(); subject.isValid())
        choice.subject = static_cast<JournalSubject>(subject.toInt());
    choice.since = since();
    return choice;
}

void JournalBar::clear()
{
    {
        const QSignalBlocker words(m_words);
        m_words->clear();
        for (QComboBox* box : { m_account, m_subject, m_period }) {
            const QSignalBlocker quiet(box);
            box->setCurrentIndex(0);
        }
    }
    emit choiceChanged();
}

void JournalBar::focusInEvent(QFocusEvent* /*event*/)
{
    m_words->setFocus();
}

} // namespace ui::push
