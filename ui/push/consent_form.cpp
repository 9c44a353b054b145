// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/consent_form.h"

#include "ui/push/fact_list.h"
#include "ui/push/trust_panel.h"
#include "ui/text/account_text.h"
#include "ui/text/registration_text.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::push {

namespace {

constexpr int LongestAccount = 120;
constexpr int KeepBoth = 0; ///< answers: this one, and from 1 on the account to replace

QString nameOf(const ::push::Consent& consent)
{
    return text::visibleText(consent.account, LongestAccount);
}

} // namespace

ConsentForm::ConsentForm(vault::VaultSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_facts(new FactList),
      m_trust(new TrustPanel(session)),
      m_undocumented(new widgets::MessageBanner),
      m_notEncrypted(new widgets::MessageBanner),
      m_next(widgets::newTextLabel({}, this)),
      m_verifiedKey(new QCheckBox(tr("A &key that only my passphrase opens"))),
      m_questionSentence(widgets::newTextLabel({}, this)),
      m_answersColumn(new QVBoxLayout),
      m_answers(new QButtonGroup(this))
{
    m_question = buildQuestion();
    build();
    connect(m_answers, &QButtonGroup::idToggled, this, &ConsentForm::changed);
    connect(m_trust, &TrustPanel::chosen, m_trust, &TrustPanel::setTrust);
}

void ConsentForm::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(12);
    column->addWidget(m_facts);
    column->addWidget(m_undocumented);
    column->addWidget(m_notEncrypted);
    column->addWidget(m_trust);
    column->addWidget(m_next);
    column->addWidget(m_question);
    m_verifiedKey->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    column->addWidget(m_verifiedKey);
    column->addWidget(widgets::newTextLabel(
        tr("With it, requests for which the organisation wants to know that it is you can be "
           "approved. You type your passphrase or recovery key now, and for each of those."),
        this));
}

QWidget* ConsentForm::buildQuestion()
{
    auto* question = new QWidget;
    QFont bold = m_questionSentence->font();
    bold.setBold(true);
    m_questionSentence->setFont(bold);
    auto* column = new QVBoxLayout(question);
    column->setContentsMargins({});
    column->addWidget(m_questionSentence);
    column->addWidget(widgets::newTextLabel(
        tr("Some servers keep one device for each user: the old one may stop working."), this));
    column->addLayout(m_answersColumn);
    question->hide();
    return question;
}

void ConsentForm::clear()
{
    m_sameName.clear();
    m_verifiedKey->setChecked(true);
    m_trust->setTrust({});
    for (QAbstractButton* button : m_answers->buttons())
        delete button;
}

void ConsentForm::showConsent(const ::push::Consent& consent, const vault::PushTrust& trust)
{
    clear();
    m_trust->setTrust(trust);
    m_sameName = consent.sameName;
    m_trust->setVisible(consent.isEncrypted);
    showFacts(consent);
    showAnswers(consent);
    if (consent.isDocumented) {
        m_undocumented->clear();
    } else {
        const text::Explanation explanation = text::undocumentedText(consent.protocol);
        m_undocumented->showNote(explanation.message, explanation.next);
    }
    if (consent.isEncrypted) {
        m_notEncrypted->clear();
    } else {
        const text::Explanation explanation = text::notEncryptedText();
        m_notEncrypted->showNote(explanation.message, explanation.next);
    }
    emit changed();
}

void ConsentForm::showFacts(const ::push::Consent& consent)
{
    m_facts->set(tr("Server"), text::visibleText(QString::fromStdString(consent.server)));
    m_facts->set(tr("Kind"), text::kindText(consent.protocol, consent.isDocumented));
    m_facts->set(tr("Account"),
        consent.account.isEmpty() ? tr("told by the server after your sign-in") : nameOf(consent));
    m_facts->set(tr("In the list as"), text::visibleText(consent.issuer, LongestAccount));
    QStringList next;
    if (consent.needsSignIn)
        next << tr("Your browser opens next, and you sign in at the organisation there.");
    if (consent.bringsCodes)
        next << tr("The account shows one-time codes, too, where the server gives their secret.");
    m_next->setText(next.join(u' '));
    m_next->setVisible(!next.isEmpty());
}

void ConsentForm::showTimeLeft(const QString& time)
{
    m_facts->set(tr("Time left"), time);
}

void ConsentForm::showAnswers(const ::push::Consent& consent)
{
    const auto add = [this](int id, const QString& text) {
        auto* button = new QRadioButton(text);
        button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        m_answers->addButton(button, id);
        m_answersColumn->addWidget(button);
    };
    const bool isNamed = !consent.account.isEmpty();
    const auto count = m_session.isOpen() ? static_cast<int>(consent.sameName.size()) : 0;
    for (int i = 0; i < count; ++i) {
        const auto account = m_session.vault().find(consent.sameName[static_cast<std::size_t>(i)]);
        //: %1 is issuer and name of an account, %2 tells it from others of this name
        const QString several = tr("Replace %1 (number %2)");
        const QString name = account ? text::accountText(*account) : QString();
        if (count > 1)
            add(i + 1, several.arg(name).arg(i + 1));
        else if (isNamed)
            add(i + 1, tr("Replace: the account gets the new registration"));
        else
            add(i + 1, tr("Replace %1: it gets the new registration").arg(name));
    }
    if (count > 0)
        add(KeepBoth,
            isNamed ? tr("Keep both: one more account of this name")
                    : tr("Keep it: one more account of this organisation"));
    m_questionSentence->setText(isNamed
            ? tr("You have an account of this name already.")
            : tr("You have an account of this organisation already. Is it the one that you will "
                 "sign in with? If you sign in with another, this one is kept."));
    m_question->setVisible(count > 0);
}

void ConsentForm::suggestReplacing(const vault::Id& account)
{
    const auto found = std::ranges::find(m_sameName, account);
    if (found == m_sameName.end())
        return;
    const auto place = static_cast<int>(found - m_sameName.begin());
    if (QAbstractButton* const button = m_answers->button(place + 1))
        button->setChecked(true);
}

bool ConsentForm::isDecided() const
{
    return m_sameName.empty() || m_answers->checkedId() >= 0;
}

bool ConsentForm::wantsVerifiedKey() const
{
    return m_verifiedKey->isChecked();
}

const vault::PushTrust& ConsentForm::trust() const
{
    return m_trust->trust();
}

::push::ActivationChoice ConsentForm::choice() const
{
    ::push::ActivationChoice choice;
    if (const int answer = m_answers->checkedId(); answer > KeepBoth)
        choice.replaces = m_sameName[static_cast<std::size_t>(answer - 1)];
    return choice;
}

} // namespace ui::push
