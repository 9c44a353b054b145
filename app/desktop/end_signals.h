// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QObject>

namespace desktop {

/// Tells when the process is asked to end (SIGTERM, SIGINT, SIGHUP), so that it can end as by its
/// menu and nothing is left behind. The second time such a signal ends it at once, in case that the
/// first was not heard. What was ignored when the process started stays so. One at a time.
class EndSignals : public QObject
{
    Q_OBJECT

public:
    explicit EndSignals(QObject* parent = nullptr);
    ~EndSignals() override;

signals:
    void endRequested();
};

} // namespace desktop
