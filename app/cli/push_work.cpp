// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/push_work.h"

#include "app/cli/accounts.h"
#include "app/cli/translated.h"
#include "core/vault/registrations.h"
#include "ui/text/error_text.h"
#include "ui/text/push_text.h"
#include "ui/text/visible_text.h"

#include <QCoreApplication>
#include <QTimer>

namespace cli {

namespace {

/// What the browser shows when it comes back from a sign-in.
push::okta::DonePage donePage()
{
    return { translated(QT_TRANSLATE_NOOP("cli", "Countersign")),
        translated(
            QT_TRANSLATE_NOOP("cli", "You can close this page and go back to the terminal.")) };
}

} // namespace

PushWork::PushWork(Session& session, OpenVault opened)
    : m_session(session),
      m_opened(std::move(opened)),
      m_push(session.machine().clock(), session.machine().random(),
          { [this] { return m_isEnded ? nullptr : &m_opened.vault; },
              [this] { watch().reload(); } },
          donePage())
{
    QObject::connect(&watch().polling(), &inbox::Polling::standingChanged, &m_context,
        [this](const std::string& server) { takeStanding(server); });
    QObject::connect(&watch().inbox(), &inbox::Inbox::refused, &m_context,
        [this](const push::Refusal& refusal) { warnOf(refusal); });
    // Somebody waits for the answer of this call.
    watch().polling().setWatched(true);
}

Outcome<void> PushWork::ask()
{
    warnOfOthers();
    watch().reload();
    const std::vector<std::string> servers = watch().polling().servers();
    m_unheard = { servers.begin(), servers.end() };
    watch().unlock();
    if (!m_unheard.empty())
        wait();
    for (const auto& [server, error] : m_failed) {
        const QString step = translated(QT_TRANSLATE_NOOP("cli", "Asking %1"))
                                 .arg(ui::text::visibleText(QString::fromStdString(server)));
        if (!m_anyAnswered)
            return failed(error, step);
        m_session.warn(translated(QT_TRANSLATE_NOOP("cli", "warning: %1: %2"))
                           .arg(step, ui::text::errorText(error).message));
    }
    return {};
}

void PushWork::takeStanding(const std::string& server)
{
    if (m_unheard.erase(server) == 0)
        return;
    if (const auto error = watch().polling().standing(server).error)
        m_failed.emplace_back(server, *error);
    else
        m_anyAnswered = true;
    if (m_unheard.empty())
        finish();
}

void PushWork::awaitRequest(std::chrono::seconds patience)
{
    if (watch().inbox().count() > 0 || patience.count() <= 0)
        return;
    QObject waiting;
    QObject::connect(&watch().inbox(), &inbox::Inbox::arrived, &waiting, [this] { finish(); });
    QTimer::singleShot(patience, &waiting, [this] { finish(); });
    wait();
}

void PushWork::wait()
{
    while (!m_isFinished)
        QCoreApplication::exec();
    m_isFinished = false;
}

void PushWork::finish()
{
    m_isFinished = true;
    QCoreApplication::quit();
}

void PushWork::warnOf(const push::Refusal& refusal)
{
    const auto told = ui::text::refusalText(refusal, nameOf(refusal.registration));
    m_session.warn(translated(QT_TRANSLATE_NOOP("cli", "warning: %1"))
                       .arg((told.message + u' ' + told.next).trimmed()));
}

/// Two computers must not race: what another one answers is not asked for, and that is no silence.
void PushWork::warnOfOthers()
{
    const vault::Registrations registrations(m_opened.vault);
    for (const vault::PushRegistration& registration : registrations.all()) {
        if (registration.state != vault::RegistrationState::Active
            || registrations.answersHere(registration))
            continue;
        m_session.warn(
            translated(QT_TRANSLATE_NOOP("cli",
                           "warning: %1 is answered by another computer, so its requests are not "
                           "shown. To have this one answer, open the account's page in the window "
                           "of Countersign."))
                .arg(nameOf(registration.id)));
    }
}

QString PushWork::nameOf(const vault::Id& registration)
{
    const auto found = vault::Registrations(m_opened.vault).find(registration);
    const auto account = found ? m_opened.vault.find(found->account) : std::nullopt;
    return account ? accountTitle(*account) : QString();
}

OpenVault PushWork::end()
{
    watch().lock();
    m_isEnded = true;
    return std::move(m_opened);
}

} // namespace cli
