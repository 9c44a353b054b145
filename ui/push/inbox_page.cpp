// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/inbox_page.h"

#include "core/vault/registrations.h"
#include "ui/push/answer_bar.h"
#include "ui/push/burst_banner.h"
#include "ui/push/request_answers.h"
#include "ui/push/request_card.h"
#include "ui/text/account_text.h"
#include "ui/text/push_text.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/row_list.h"

#include <QAction>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::push {

namespace {

constexpr int RowsInSight = 3;
constexpr int HashRole = Qt::UserRole;
constexpr int AccountRole = Qt::UserRole + 1;
constexpr int CreatedRole = Qt::UserRole + 2;
constexpr std::chrono::hours SilenceLasts { 1 };
/// How often is looked whether a flood or a silence is over, while there is one.
constexpr std::chrono::seconds LookAgain { 30 };

QByteArray keyOf(base::ByteView bytes)
{
    return { reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()) };
}

vault::JournalHash hashOf(const QListWidgetItem& row)
{
    vault::JournalHash hash = {};
    const QByteArray key = row.data(HashRole).toByteArray();
    std::copy_n(
        key.begin(), std::min(static_cast<std::size_t>(key.size()), hash.size()), hash.begin());
    return hash;
}

QString clockTime(base::Time time)
{
    return QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(time)).toLocalTime().time(),
        QStringLiteral("HH:mm:ss"));
}

} // namespace

InboxPage::InboxPage(
    inbox::Watch& watch, vault::VaultSession& session, const base::Clock& clock, QWidget* parent)
    : QWidget(parent),
      m_watch(watch),
      m_session(session),
      m_clock(clock),
      m_teller(watch.services().timers.make([this] { tellEnds(); })),
      m_looker(watch.services().timers.make([this] { showBursts(); })),
      m_title(widgets::newTextLabel({}, nullptr)),
      m_back(new QPushButton(tr("&Back"))),
      m_tools(new QToolButton),
      m_menu(new QMenu(m_tools)),
      m_area(new QScrollArea),
      m_outcome(new widgets::MessageBanner),
      m_refusals(new widgets::MessageBanner),
      m_dismiss(new QPushButton(tr("&Seen"))),
      m_list(new widgets::RowList(tr("Waiting requests, the newest first"))),
      m_card(new RequestCard),
      m_burst(new BurstBanner),
      m_empty(widgets::newTextLabel({}, nullptr)),
      m_bar(new AnswerBar(watch.services().timers, clock)),
      m_answers(new RequestAnswers(watch.inbox(), watch.services().timers, session, this))
{
    build();
    layOut();
    listen();
    listenToInbox();
    for (const ::push::Challenge& challenge : m_watch.inbox().waiting())
        addRow(challenge);
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
    showCurrent();
    showBursts();
}

InboxPage::~InboxPage() = default;

void InboxPage::build()
{
    m_back->setAccessibleName(tr("Back to the accounts"));
    m_back->setToolTip(tr("Back to the accounts"));
    m_tools->setText(QStringLiteral("⋯"));
    m_tools->setAccessibleName(tr("More"));
    m_tools->setToolTip(tr("More"));
    m_tools->setPopupMode(QToolButton::InstantPopup);
    m_tools->setMenu(m_menu);
    m_toAccount = m_menu->addAction(tr("&Account…"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // Only what is on it takes part in the tab order.
    m_area->setFocusPolicy(Qt::NoFocus);
    m_list->setFixedHeight(fontMetrics().height() * 3 * RowsInSight);
    m_empty->setText(tr("No sign-in request waits. When a service asks whether it is you, the "
                        "question appears here."));
    m_empty->setAlignment(Qt::AlignCenter);
    m_dismiss->hide();
    m_burst->hide();
}

QHBoxLayout* InboxPage::newTop()
{
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    m_title->setFont(large);
    auto* top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_back);
    top->addWidget(m_tools);
    return top;
}

void InboxPage::layOut()
{
    auto* content = new QWidget;
    m_column = new QVBoxLayout(content);
    m_column->setContentsMargins({});
    m_column->setSpacing(10);
    m_column->addWidget(m_outcome);
    m_column->addWidget(m_refusals);
    m_column->addWidget(m_dismiss, 0, Qt::AlignRight);
    m_column->addWidget(m_card);
    m_column->addWidget(m_burst);
    m_column->addWidget(m_list);
    m_column->addWidget(m_empty, 1);
    m_column->addStretch(1);
    m_area->setWidget(content);
    content->setAutoFillBackground(false);
    m_area->viewport()->setAutoFillBackground(false);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addLayout(newTop());
    column->addWidget(m_area, 1);
    column->addWidget(m_bar);
}

void InboxPage::listen()
{
    connect(m_back, &QPushButton::clicked, this, &InboxPage::closed);
    connect(m_bar, &AnswerBar::answered, this, &InboxPage::answer);
    connect(m_toAccount, &QAction::triggered, this, [this] {
        if (m_current)
            emit accountWanted(m_current->account);
    });
    connect(m_list, &QListWidget::currentItemChanged, this, &InboxPage::showCurrent);
    connect(m_burst, &BurstBanner::reportAllWanted, this, [this] {
        if (m_burstAccount)
            m_answers->reportAll(*m_burstAccount);
    });
    connect(m_burst, &BurstBanner::silenceWanted, this, [this] { silence(true); });
    connect(m_burst, &BurstBanner::silenceEndWanted, this, [this] { silence(false); });
    connect(m_answers, &RequestAnswers::notSent, this, &InboxPage::tellNotSent);
    connect(m_dismiss, &QPushButton::clicked, this, [this] {
        m_refusalCount = 0;
        m_refusals->clear();
        m_dismiss->hide();
        emit refusalsChanged();
    });
    // While this page is seen, wherever in the window the focus is.
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    connect(escape, &QShortcut::activated, this, &InboxPage::closed);
    auto* deny = new QShortcut(QKeySequence(Qt::Key_D), this);
    // A key held down answers one request, not all of them.
    deny->setAutoRepeat(false);
    connect(deny, &QShortcut::activated, m_bar, &AnswerBar::deny);
}

void InboxPage::listenToInbox()
{
    inbox::Inbox& requests = m_watch.inbox();
    connect(&requests, &inbox::Inbox::arrived, this, &InboxPage::take);
    connect(&requests, &inbox::Inbox::changed, this, &InboxPage::renew);
    connect(&requests, &inbox::Inbox::ended, this, &InboxPage::note);
    connect(&requests, &inbox::Inbox::refused, this, &InboxPage::tellRefusal);
    connect(&m_session, &vault::VaultSession::aboutToLock, this, &InboxPage::forget);
}

void InboxPage::focusInEvent(QFocusEvent* /*event*/)
{
    if (!m_current)
        m_back->setFocus();
    else if (m_bar->field())
        m_bar->field()->setFocus();
    else
        m_card->setFocus();
}

void InboxPage::addTool(QAction* tool)
{
    m_menu->addAction(tool);
    showState();
}

void InboxPage::showRequest(const vault::JournalHash& hash)
{
    if (QListWidgetItem* const row = rowOf(hash))
        m_list->setCurrentItem(row);
}

/// The newest first, and equally old ones as they come.
void InboxPage::addRow(const ::push::Challenge& challenge)
{
    const auto created = static_cast<qint64>(base::unixMilliseconds(challenge.created));
    int place = 0;
    while (
        place < m_list->count() && m_list->item(place)->data(CreatedRole).toLongLong() >= created)
        ++place;
    //: %1 is what is asked, %2 a time
    const QString line =
        tr("%1 %2").arg(clockTime(challenge.created), text::questionText(challenge));
    const QSignalBlocker quiet(m_list);
    QListWidgetItem* const current = m_list->currentItem();
    QListWidgetItem* const row = m_list->addRow(nameOf(challenge.account), line);
    row->setData(HashRole, keyOf(challenge.hash));
    row->setData(AccountRole, keyOf(challenge.account.bytes));
    row->setData(CreatedRole, created);
    m_list->insertItem(place, m_list->takeItem(m_list->row(row)));
    m_list->setCurrentItem(current);
}

QListWidgetItem* InboxPage::rowOf(const vault::JournalHash& hash) const
{
    const QByteArray key = keyOf(hash);
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(HashRole).toByteArray() == key)
            return m_list->item(row);
    }
    return nullptr;
}

void InboxPage::take(const ::push::Challenge& challenge)
{
    addRow(challenge);
    if (!m_current) {
        m_outcome->clear();
        m_list->setCurrentItem(rowOf(challenge.hash));
    }
    showState();
    showBursts();
}

/// What the service has changed about a request is another question: it begins anew.
void InboxPage::renew(const ::push::Challenge& challenge)
{
    if (!m_current || m_current->hash != challenge.hash)
        return;
    if (!::push::showsTheSame(*m_current, challenge))
        showCurrent();
    showSending();
}

/// A button that is pressed and can be pressed no more would give the focus to whatever comes next
/// in the window.
void InboxPage::showSending()
{
    const bool isSending = m_current && m_watch.inbox().isSending(m_current->hash);
    if (isSending && m_bar->isAncestorOf(focusWidget()))
        m_card->setFocus();
    m_bar->setSending(isSending);
}

void InboxPage::note(const inbox::Ended& end)
{
    m_ends.push_back(end);
    m_teller->start(std::chrono::milliseconds(0));
    // The row below it, or above, is the current one then.
    if (QListWidgetItem* const row = rowOf(end.challenge.hash))
        delete m_list->takeItem(m_list->row(row));
    if (m_list->count() == 0)
        showCurrent();
    showState();
    showBursts();
}

void InboxPage::showCurrent()
{
    const QListWidgetItem* const row = m_list->currentItem();
    const ::push::Challenge* const found = row ? m_watch.inbox().find(hashOf(*row)) : nullptr;
    const bool hadFocus = isAncestorOf(focusWidget());
    m_current = found ? std::optional(*found) : std::nullopt;
    m_saysBurst = m_current && m_watch.guard().isBurst(m_current->account, m_clock.now());
    if (m_current) {
        m_card->showRequest(*m_current, accountNameOf(*m_current), m_saysBurst);
        m_bar->showRequest(*m_current);
        showSending();
        m_area->verticalScrollBar()->setValue(0);
    } else {
        m_card->clear();
        m_bar->clear();
    }
    showState();
    if (hadFocus && isVisible())
        setFocus();
}

void InboxPage::showState()
{
    const bool hasRequest = m_current.has_value();
    m_card->setVisible(hasRequest);
    m_bar->setVisible(hasRequest);
    m_empty->setVisible(!hasRequest);
    const int count = m_list->count();
    m_title->setText(
        //: %1 is how many there are
        count > 1 ? tr("Sign-in requests: %1").arg(count) : tr("Sign-in requests"));
    m_list->setVisible(count > 1);
    m_toAccount->setVisible(hasRequest);
    m_tools->setVisible(hasRequest || m_menu->actions().size() > 1);
}

/// The account of the request on view, if it has too many or is silenced; else another one.
std::optional<vault::Id> InboxPage::accountOfBanner() const
{
    const base::Time now = m_clock.now();
    inbox::Guard& guard = m_watch.guard();
    if (m_current
        && (guard.isBurst(m_current->account, now) || guard.silentUntil(m_current->account, now)))
        return m_current->account;
    if (const auto bursts = guard.bursts(now); !bursts.empty())
        return bursts.front();
    for (const auto& registration : vault::Registrations(m_session.vault()).all()) {
        if (guard.silentUntil(registration.account, now))
            return registration.account;
    }
    return std::nullopt;
}

void InboxPage::showBursts()
{
    if (!m_session.isOpen())
        return;
    const base::Time now = m_clock.now();
    // That somebody may know the password is news: the request on view begins anew with it.
    const bool saysBurst = m_current && m_watch.guard().isBurst(m_current->account, now);
    if (saysBurst && !m_saysBurst)
        showCurrent();
    else if (!saysBurst && m_saysBurst)
        m_card->showRequest(*m_current, accountNameOf(*m_current), false);
    m_saysBurst = saysBurst;
    m_burstAccount = accountOfBanner();
    if (!m_burstAccount) {
        m_burst->hide();
        m_looker->stop();
        return;
    }
    m_looker->start(LookAgain);
    const bool isBurst = m_watch.guard().isBurst(*m_burstAccount, now);
    const bool isOnView = m_current && m_current->account == *m_burstAccount;
    BurstBanner::Standing standing;
    standing.account = nameOf(*m_burstAccount);
    standing.isBurst = isBurst;
    standing.isSaidAbove = isOnView && m_saysBurst;
    standing.silentUntil = m_watch.guard().silentUntil(*m_burstAccount, now);
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(AccountRole).toByteArray() == keyOf(m_burstAccount->bytes))
            ++standing.waiting;
    }
    m_burst->setStanding(standing);
    m_burst->show();
}

void InboxPage::silence(bool isOn)
{
    if (!m_burstAccount)
        return;
    if (isOn)
        m_watch.guard().silence(*m_burstAccount, m_clock.now() + SilenceLasts);
    else
        m_watch.guard().endSilence(*m_burstAccount);
    showBursts();
    emit silencesChanged();
}

/// A flood that ends at once is told of in one message.
void InboxPage::tellEnds()
{
    if (m_ends.empty())
        return;
    const inbox::Ended& last = m_ends.back();
    const auto told = text::outcomeText(last.challenge, last.outcome);
    const auto others = static_cast<int>(m_ends.size()) - 1;
    m_outcome->showNote(
        told.message, others > 0 ? tr("%n other(s) ended with it.", nullptr, others) : told.next);
    m_ends.clear();
}

void InboxPage::tellNotSent(
    const ::push::Challenge& challenge, const ::push::AnswerOutcome& outcome)
{
    const auto told = text::outcomeText(challenge, outcome);
    m_outcome->showError(told.message, told.next);
}

void InboxPage::tellRefusal(const ::push::Refusal& refusal)
{
    if (!m_session.isOpen())
        return;
    const auto registration = vault::Registrations(m_session.vault()).find(refusal.registration);
    const auto told =
        text::refusalText(refusal, registration ? nameOf(registration->account) : QString());
    ++m_refusalCount;
    const auto others = static_cast<int>(m_refusalCount) - 1;
    m_refusals->showError(told.message,
        others > 0 ? told.next + u' ' + tr("So were %n before it.", nullptr, others) : told.next);
    m_dismiss->show();
    emit refusalsChanged();
}

void InboxPage::answer(const GivenAnswer& answer)
{
    if (!m_current)
        return;
    m_outcome->clear();
    // A copy: the current one may be another before the answer is on its way.
    m_answers->give(::push::Challenge(*m_current), answer);
}

/// The vault is about to be locked: no name stays on a page that is still there for a moment.
void InboxPage::forget()
{
    m_ends.clear();
    m_outcome->clear();
    m_refusals->clear();
    m_dismiss->hide();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    showCurrent();
    m_burst->setStanding({});
    m_burst->hide();
    m_looker->stop();
}

QString InboxPage::nameOf(const vault::Id& account) const
{
    const auto found = m_session.isOpen() ? m_session.vault().find(account) : std::nullopt;
    return found ? text::accountText(*found) : QString();
}

QString InboxPage::accountNameOf(const ::push::Challenge& challenge) const
{
    const auto found =
        m_session.isOpen() ? m_session.vault().find(challenge.account) : std::nullopt;
    return found ? found->name : QString();
}

} // namespace ui::push
