// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QObject>

namespace sandbox {

/// Tells when the program is to end: SIGTERM, SIGINT, or the end of standard input. One for a
/// process.
class Ending : public QObject
{
    Q_OBJECT

public:
    explicit Ending(QObject* parent = nullptr);
    ~Ending() override;

    /// False where the system does not give what it takes.
    bool watchSignals();
    void watchStandardInput();

signals:
    void requested();

private:
    int m_signals = -1; ///< a descriptor that can be read when a signal came
};

} // namespace sandbox
