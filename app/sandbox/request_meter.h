// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/limits.h"

#include <QByteArray>

namespace sandbox {

/// Measures the requests of one connection while they arrive, before anybody keeps or reads them:
/// Qt's server has no limit of its own (6.4) and gathers a body as long as it comes.
class RequestMeter
{
public:
    enum class Verdict {
        Partial, ///< more has to come
        Whole, ///< the request ends with these bytes
        NotUnderstood, ///< no length can be told, or more came than the request has
        NoLength, ///< a body in pieces, which may go on for ever
        BodyTooLarge,
        HeadTooLong,
    };

    /// Takes what came. After a refusal it is done; after Whole the next request begins.
    Verdict take(QByteArrayView bytes, const Limits& limits);
    /// Nothing of a request has come yet.
    bool isIdle() const { return m_head.isEmpty() && m_missing == 0; }

private:
    Verdict measure(QByteArrayView rest, qsizetype largest);

    QByteArray m_head; ///< until its end is there
    qsizetype m_missing = 0; ///< of the body
};

/// The status a refusal is told with; 0 for what is none.
int statusOf(RequestMeter::Verdict verdict);

} // namespace sandbox
