// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/text/explanation.h"
#include "ui/widgets/status_light.h"

#include <QFrame>

namespace ui::backup {

/// How the backups stand, as a framed part of a page: the light, what is the matter, what to do.
class HealthCard : public QFrame
{
    Q_OBJECT

public:
    explicit HealthCard(QWidget* parent = nullptr);

    void setHealth(widgets::Light light, const text::Explanation& explanation);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    widgets::StatusLight* m_light;
    QLabel* m_sentence;
    QLabel* m_next;
};

} // namespace ui::backup
