// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/notifier.h"

#include "app/desktop/bus_interfaces.h"
#include "app/desktop/program.h"
#include "core/base/visible_text.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace desktop {

namespace {

constexpr int LongestName = 60;
constexpr uint NoneToReplace = 0;
constexpr int AsLongAsUsual = -1;
constexpr char OpenAction[] = "open";
constexpr char DenyAction[] = "deny";
constexpr char ClickAction[] = "default"; ///< the specification's name for a click beside buttons

} // namespace

Notifier::Notifier(const QDBusConnection& bus, inbox::Inbox& requests, vault::VaultSession& session,
    QObject* parent)
    : QObject(parent),
      m_inbox(requests),
      m_session(session)
{
    if (!bus.isConnected())
        return;
    m_service = new Notifications(bus, this);
    connect(m_service, &Notifications::ActionInvoked, this, &Notifier::press);
    connect(m_service, &Notifications::NotificationClosed, this, &Notifier::forget);
    connect(&m_inbox, &inbox::Inbox::arrived, this, &Notifier::tell);
    connect(&m_inbox, &inbox::Inbox::ended, this,
        [this](const inbox::Ended& ended) { end(ended.challenge.hash); });
    connect(&m_inbox, &inbox::Inbox::countChanged, this, [this] {
        if (!m_session.isOpen())
            tellLocked();
    });
    connect(&m_session, &vault::VaultSession::locked, this, &Notifier::tellLocked);
    connect(&m_session, &vault::VaultSession::unlocked, this, [this] { want(std::nullopt); });
}

Notifier::~Notifier()
{
    if (m_id != 0)
        m_service->asyncCall(QStringLiteral("CloseNotification"), m_id);
}

void Notifier::tell(const push::Challenge& challenge, inbox::Attention attention)
{
    const QString service = base::visibleText(challenge.service, LongestName);
    if (attention == inbox::Attention::Summary)
        want(Message { tr("Many sign-in requests"),
            //: %1 is a service
            tr("Somebody may know your password for %1.").arg(service), {} });
    else if (attention == inbox::Attention::Raised && m_inbox.count() == 1)
        want(Message { tr("Sign-in request"), service, challenge.hash });
    else if (attention == inbox::Attention::Raised)
        want(Message { tr("Sign-in requests"), tr("Several wait for an answer."), {} });
}

/// What stands there with a name gives way to a number; where nothing stands, nothing comes.
void Notifier::tellLocked()
{
    const auto count = static_cast<int>(m_inbox.count());
    if (!m_wanted || count == 0)
        want(std::nullopt);
    else
        want(Message { tr("%n sign-in request(s) waiting", nullptr, count),
            tr("Countersign is locked."), {} });
}

void Notifier::end(const vault::JournalHash& hash)
{
    if (m_inbox.count() == 0 || (m_wanted && m_wanted->request == hash))
        want(std::nullopt);
}

void Notifier::want(std::optional<Message> message)
{
    m_wanted = std::move(message);
    synchronise();
}

void Notifier::synchronise()
{
    if (m_isCalling || m_wanted == m_shown)
        return;
    if (!m_wanted) {
        m_service->asyncCall(QStringLiteral("CloseNotification"), m_id);
        m_shown.reset();
        m_id = 0;
    } else if (!m_capabilities) {
        askWhatItCan();
    } else {
        show(*m_wanted);
    }
}

void Notifier::askWhatItCan()
{
    m_isCalling = true;
    auto* watcher =
        new QDBusPendingCallWatcher(m_service->asyncCall(QStringLiteral("GetCapabilities")), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_isCalling = false;
        const QDBusPendingReply<QStringList> reply = *watcher;
        if (reply.isError()) {
            m_wanted.reset(); // nobody shows notifications; the window tells of the request
            return;
        }
        m_capabilities = reply.value();
        synchronise();
    });
}

void Notifier::show(const Message& message)
{
    m_isCalling = true;
    QStringList actions;
    if (m_capabilities->contains(QLatin1String("actions"))) {
        actions << QLatin1String(ClickAction) << tr("Open") << QLatin1String(OpenAction)
                << tr("Open");
        if (message.request)
            actions << QLatin1String(DenyAction) << tr("Deny");
    }
    const bool isMarkup = m_capabilities->contains(QLatin1String("body-markup"));
    const QVariantMap hints { { QStringLiteral("desktop-entry"), QLatin1String(ProgramId) } };
    auto* watcher = new QDBusPendingCallWatcher(
        m_service->asyncCall(QStringLiteral("Notify"), tr("Countersign"),
            m_id == 0 ? NoneToReplace : m_id, QLatin1String(ProgramId), message.title,
            isMarkup ? message.body.toHtmlEscaped() : message.body, actions, hints, AsLongAsUsual),
        this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, message] {
        watcher->deleteLater();
        m_isCalling = false;
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isError()) {
            m_wanted.reset();
            m_shown.reset();
            m_id = 0;
            return;
        }
        m_id = reply.value();
        m_shown = message;
        synchronise();
    });
}

void Notifier::press(uint id, const QString& action)
{
    if (!m_shown || id != m_id)
        return;
    const std::optional<vault::JournalHash> request = m_shown->request;
    if (action == QLatin1String(OpenAction) || action == QLatin1String(ClickAction)) {
        emit openRequested(request);
    } else if (action == QLatin1String(DenyAction) && request) {
        push::Decision decision;
        decision.answer = vault::JournalDecision::Deny;
        // What becomes of it, the page of requests tells.
        m_inbox.answer(*request, std::move(decision), [](const push::AnswerOutcome&) {});
    }
}

/// Closed by somebody: that answers nothing, and it does not come again.
void Notifier::forget(uint id)
{
    if (id != m_id || m_id == 0)
        return;
    if (m_wanted == m_shown)
        m_wanted.reset();
    m_shown.reset();
    m_id = 0;
}

} // namespace desktop
