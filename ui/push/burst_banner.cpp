// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/burst_banner.h"

#include "ui/text/push_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/status_light.h"

#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace ui::push {

namespace {

QString dayAndTime(base::Time time)
{
    return QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(time)).toLocalTime(),
        QLocale::ShortFormat);
}

} // namespace

BurstBanner::BurstBanner(QWidget* parent)
    : QFrame(parent),
      m_light(new widgets::StatusLight(this)),
      m_sentence(widgets::newTextLabel({}, this)),
      m_advice(widgets::newTextLabel({}, this)),
      m_silence(widgets::newTextLabel({}, this)),
      m_reportAll(new QPushButton),
      m_silenceIt(new QPushButton(tr("Si&lence for an hour"))),
      m_endSilence(new QPushButton(tr("&End the silence")))
{
    m_light->setLight(widgets::Light::Bad);
    QFont bold = m_sentence->font();
    bold.setBold(true);
    m_sentence->setFont(bold);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    m_silenceIt->setToolTip(tr("Its requests wait here and call for no attention"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(14, 12, 14, 12);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_light, 0, 0, 2, 1, Qt::AlignTop);
    int row = 0;
    for (QLabel* label : { m_sentence, m_advice, m_silence })
        grid->addWidget(label, row++, 1);
    for (QPushButton* button : { m_reportAll, m_silenceIt, m_endSilence })
        grid->addWidget(button, row++, 0, 1, 2);
    connect(m_reportAll, &QPushButton::clicked, this, &BurstBanner::reportAllWanted);
    connect(m_silenceIt, &QPushButton::clicked, this, &BurstBanner::silenceWanted);
    connect(m_endSilence, &QPushButton::clicked, this, &BurstBanner::silenceEndWanted);
}

void BurstBanner::setStanding(const Standing& standing)
{
    const auto burst = text::burstText(standing.account);
    const QString silence = standing.silentUntil
        //: %1 is an account, %2 a time
        ? tr("Requests for %1 call for no attention until %2.")
              .arg(standing.account, dayAndTime(*standing.silentUntil))
        : QString();
    const bool saysBurst = standing.isBurst && !standing.isSaidAbove;
    m_light->setVisible(saysBurst);
    m_sentence->setText(burst.message);
    m_sentence->setVisible(saysBurst);
    m_advice->setText(burst.next);
    m_advice->setVisible(saysBurst);
    m_silence->setText(silence);
    m_silence->setVisible(standing.silentUntil.has_value());
    //: %1 is how many requests
    m_reportAll->setText(tr("Not &mine: deny all %1").arg(standing.waiting));
    m_reportAll->setVisible(standing.isBurst && standing.waiting > 0);
    m_silenceIt->setVisible(standing.isBurst && !standing.silentUntil);
    m_endSilence->setVisible(standing.silentUntil.has_value());
    setAccessibleName(standing.isBurst ? burst.message : silence);
}

void BurstBanner::paintEvent(QPaintEvent* /*event*/)
{
    widgets::paintCard(this);
}

} // namespace ui::push
