// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/add/offer_list.h"

#include "core/vault/intake.h"
#include "ui/add/activation_card.h"
#include "ui/add/offer_card.h"
#include "ui/text/error_text.h"
#include "ui/text/offer_text.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/message_banner.h"

#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::add {

using widgets::MessageBanner;

namespace {

/// Names the file, unless the sentence does.
text::Explanation explanationOf(const base::Error& error, const QString& file)
{
    text::Explanation explanation = text::errorText(error);
    const QString name = text::visibleText(file);
    if (!name.isEmpty() && !explanation.message.contains(name)) {
        //: %1 is the name of a file, %2 a sentence that says what is wrong with it.
        explanation.message = OfferList::tr("%1: %2").arg(name, explanation.message);
    }
    return explanation;
}

} // namespace

OfferList::OfferList(vault::VaultSession& session, const base::Clock& clock, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_clock(clock),
      m_missing(new MessageBanner(this)),
      m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(12);
    m_column->addWidget(m_missing);
}

void OfferList::setCanActivate(std::function<bool(std::string_view)> canActivate)
{
    m_canActivate = std::move(canActivate);
}

bool OfferList::isEmpty() const
{
    return m_cards.empty() && m_activations.empty() && m_messages.empty();
}

void OfferList::focusFirst()
{
    if (!m_activations.empty())
        m_activations.front()->focusFirst();
    else if (!m_cards.empty())
        m_cards.front()->focusFirst();
}

void OfferList::add(Findings findings)
{
    const bool hasAccounts =
        std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
            return finding.offer && std::holds_alternative<enroll::AccountsOffer>(*finding.offer);
        });
    for (auto& [offer, link, file] : findings) {
        if (!offer) {
            addMessage(explanationOf(offer.error(), file), true);
            continue;
        }
        const auto* const activation = std::get_if<enroll::ActivationOffer>(&*offer);
        if (auto* accounts = std::get_if<enroll::AccountsOffer>(&*offer))
            addAccounts(std::move(*accounts));
        else if (activation && m_canActivate && m_canActivate(link.text()))
            addActivation(*activation, std::move(link));
        else if (hasAccounts && std::holds_alternative<enroll::TextOffer>(*offer))
            continue; // a page with a login code often shows codes of other kinds too
        else if (const auto explanation = text::offerText(*offer))
            addMessage(*explanation, false);
    }
    finishAdding();
}

void OfferList::addTyped(otp::Entry entry)
{
    if (!isShown(entry))
        addEntry(std::move(entry));
    finishAdding();
}

void OfferList::finishAdding()
{
    showMissingParts();
    for (OfferCard* card : m_cards)
        card->setChoosable(m_cards.size() > 1);
    emit changed();
}

void OfferList::addAccounts(enroll::AccountsOffer offer)
{
    for (otp::Entry& entry : offer.entries) {
        if (!isShown(entry))
            addEntry(std::move(entry));
    }
    for (const otp::MigrationFailure& failure : offer.failures) {
        text::Explanation explanation = text::errorText(failure.reason);
        //: %1 is issuer and name of an account, %2 a sentence that says what is wrong with it.
        explanation.message = tr("%1: %2").arg(
            text::visibleText((failure.issuer + QLatin1Char(' ') + failure.name).trimmed()),
            explanation.message);
        addMessage(explanation, true);
    }
    if (offer.isMigration) {
        Batch& batch = m_batches[offer.batchId];
        batch.size = std::max(batch.size, offer.batchSize);
        batch.seen.insert(offer.batchIndex);
    }
}

void OfferList::addEntry(otp::Entry entry)
{
    auto* card = new OfferCard(std::move(entry), m_session, m_clock);
    connect(card, &OfferCard::changed, this, &OfferList::changed);
    connect(card, &OfferCard::confirmed, this, &OfferList::confirmed);
    m_cards.push_back(card);
    m_column->addWidget(card);
}

void OfferList::addActivation(const enroll::ActivationOffer& offer, crypto::SecretBytes link)
{
    const bool isShown = std::any_of(m_activations.begin(), m_activations.end(),
        [&link](const ActivationCard* card) { return card->link().text() == link.text(); });
    if (isShown)
        return;
    auto* card = new ActivationCard(offer, std::move(link));
    connect(card, &ActivationCard::activationWanted, this,
        [this, card] { emit activationWanted(card->link()); });
    m_activations.push_back(card);
    m_column->insertWidget(static_cast<int>(m_messages.size() + m_activations.size()), card);
}

void OfferList::addMessage(const text::Explanation& explanation, bool isError)
{
    auto* message = new MessageBanner(this);
    if (isError)
        message->showError(explanation.message, explanation.next);
    else
        message->showNote(explanation.message, explanation.next);
    m_messages.push_back(message);
    m_column->insertWidget(static_cast<int>(m_messages.size()), message);
}

/// Says which parts of an export in several codes have not been seen.
void OfferList::showMissingParts()
{
    QStringList missing;
    int seen = 0;
    int size = 0;
    for (const auto& [id, batch] : m_batches) {
        for (int part = 0; part < batch.size; ++part) {
            if (!batch.seen.contains(part))
                missing += QLocale().toString(part + 1);
        }
        seen += static_cast<int>(batch.seen.size());
        size += batch.size;
    }
    auto* banner = static_cast<MessageBanner*>(m_missing);
    if (missing.isEmpty()) {
        banner->clear();
        return;
    }
    banner->showNote(
        tr("Codes of this export: %1. Here so far: %2. Missing: %3.")
            .arg(QString::number(size), QString::number(seen), missing.join(QStringLiteral(", "))),
        tr("Bring the other codes here too, or save what is here and add the rest later."));
}

bool OfferList::isShown(const otp::Entry& entry) const
{
    return std::any_of(m_cards.begin(), m_cards.end(),
        [&entry](const OfferCard* card) { return otp::isSameAccount(card->entry(), entry); });
}

void OfferList::clear()
{
    for (QWidget* card : m_cards)
        delete card;
    // Later: one of them may be the reason.
    for (QWidget* activation : m_activations) {
        activation->hide();
        activation->deleteLater();
    }
    for (QWidget* message : m_messages)
        delete message;
    m_activations.clear();
    m_cards.clear();
    m_messages.clear();
    m_batches.clear();
    static_cast<MessageBanner*>(m_missing)->clear();
    emit changed();
}

void OfferList::showTime()
{
    for (OfferCard* card : m_cards)
        card->showTime();
}

int OfferList::chosenCount() const
{
    return static_cast<int>(std::count_if(m_cards.begin(), m_cards.end(), [](OfferCard* card) {
        return card->isChosen() && !(card->duplicate() && card->onDuplicate() == OnDuplicate::Skip);
    }));
}

bool OfferList::isUndecided() const
{
    return std::any_of(m_cards.begin(), m_cards.end(), [](const OfferCard* card) {
        return card->isChosen() && card->duplicate()
            && card->onDuplicate() == OnDuplicate::Undecided;
    });
}

base::Result<int> OfferList::save(const std::optional<vault::Id>& move)
{
    if (!m_session.isOpen())
        return base::Error { base::ErrorCode::Locked, "saving offers" };
    std::vector<OfferCard*> chosen;
    std::vector<vault::Incoming> incoming;
    for (OfferCard* card : m_cards) {
        if (!card->isChosen() || (card->duplicate() && card->onDuplicate() == OnDuplicate::Skip))
            continue;
        const bool replaces = card->duplicate() && card->onDuplicate() == OnDuplicate::Replace;
        chosen.push_back(card);
        incoming.push_back({ .entry = card->takeEntry(),
            .replaces = replaces ? card->duplicate() : std::optional<vault::Id>() });
    }
    if (incoming.size() == 1) // of several nobody knows which one it is
        incoming.front().move = move;
    const auto saved = vault::Intake(m_session.vault()).takeChosen(incoming);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (saved)
            remove(chosen[i]);
        else
            chosen[i]->returnEntry(std::move(incoming[i].entry));
    }
    if (!saved)
        return saved.error();
    return static_cast<int>(saved->size());
}

void OfferList::remove(OfferCard* card)
{
    std::erase(m_cards, card);
    card->hide();
    card->deleteLater();
}

} // namespace ui::add
