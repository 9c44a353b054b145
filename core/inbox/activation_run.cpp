// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/inbox/activation_run.h"

#include <algorithm>

namespace inbox {

using base::Error;
using base::ErrorCode;

ActivationRun::ActivationRun(push::Services& services, Polling& polling,
    std::unique_ptr<push::Procedure> procedure, QObject* parent)
    : QObject(parent),
      m_polling(polling),
      m_procedure(std::move(procedure)),
      m_consent(m_procedure->consent()),
      m_deadline(services.clock.now() + Deadline),
      m_timer(services.timers.make([this] {
          fail({ ErrorCode::RequestExpired, "the activation took too long" });
      }))
{
    connect(m_procedure.get(), &push::Procedure::phaseChanged, this, &ActivationRun::phaseChanged);
    connect(m_procedure.get(), &push::Procedure::signInWanted, this, &ActivationRun::signInWanted);
    connect(m_procedure.get(), &push::Procedure::failed, this, &ActivationRun::fail);
    connect(m_procedure.get(), &push::Procedure::finished, this,
        [this](const push::Registered& registered) {
            if (m_state == State::Over)
                return;
            end();
            m_polling.hurry();
            emit finished(registered);
        });
    m_timer->start(Deadline);
}

ActivationRun::~ActivationRun() = default;

base::Result<void> ActivationRun::agree(const push::ActivationChoice& choice)
{
    if (m_state != State::Asking)
        return Error { ErrorCode::NothingToDo, "activation" };
    const auto& same = consent().sameName;
    if (choice.replaces && std::find(same.begin(), same.end(), *choice.replaces) == same.end())
        return Error { ErrorCode::InvalidField, "activation", { "replaces" } };
    m_state = State::Running;
    m_procedure->start(choice);
    return {};
}

void ActivationRun::cancel()
{
    fail({ ErrorCode::Cancelled, "activation" });
}

void ActivationRun::end()
{
    m_state = State::Over;
    m_timer->stop();
    // Not at once: it may be the one that is telling. Whatever it was waiting for ends with it; at
    // the latest with this, because it works with what this was given.
    push::Procedure* const procedure = m_procedure.release();
    procedure->disconnect(this);
    procedure->setParent(this);
    procedure->deleteLater();
}

void ActivationRun::fail(const Error& error)
{
    if (m_state == State::Over)
        return;
    const Error told = error; // NOLINT(performance-unnecessary-copy-initialization): end() may
                              // free the one it is part of
    end();
    emit failed(told);
}

} // namespace inbox
