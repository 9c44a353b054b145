// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/backup/drill_form.h"

#include "ui/text/account_text.h"
#include "ui/text/error_text.h"
#include "ui/text/health_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/in_thread_pool.h"
#include "ui/widgets/light_card.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/passphrase_edit.h"

#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

namespace ui::backup {

namespace {

constexpr int DifferencesSeen = 4;

} // namespace

QStringList differenceLines(const vault::Comparison& comparison)
{
    QStringList lines;
    std::optional<vault::Id> last;
    for (const vault::Difference& difference : comparison.differences) {
        const QString field = text::fieldText(difference.field);
        if (last == difference.account.id) {
            lines.last() += QStringLiteral(", ") + field;
            continue;
        }
        last = difference.account.id;
        //: %1 is an account, %2 what is different about it
        lines << DrillForm::tr("%1: %2").arg(text::accountText(difference.account), field);
    }
    return lines;
}

DrillForm::DrillForm(BackupKeeper& keeper, vault::VaultSession& session, QWidget* parent)
    : QWidget(parent),
      m_keeper(keeper),
      m_session(session),
      m_field(new widgets::PassphraseEdit(tr("Passphrase or recovery key"))),
      m_banner(new widgets::MessageBanner),
      m_busy(new widgets::BusyLine),
      m_outcome(new widgets::LightCard),
      m_differences(new QListWidget)
{
    auto* label = new QLabel(tr("&Passphrase or recovery key"));
    label->setBuddy(m_field);
    m_differences->setAccessibleName(tr("Differences"));
    m_differences->setWordWrap(true);
    m_differences->setMinimumHeight(fontMetrics().height() * DifferencesSeen);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(10);
    for (QWidget* widget : { static_cast<QWidget*>(label), static_cast<QWidget*>(m_field),
             static_cast<QWidget*>(m_banner), static_cast<QWidget*>(m_outcome) })
        column->addWidget(widget);
    column->addWidget(m_differences, 1);
    column->addWidget(m_busy);
    setFocusProxy(m_field);
    connect(m_field, &widgets::PassphraseEdit::submitted, this, &DrillForm::submitted);
    reset();
}

bool DrillForm::hasText() const
{
    return !m_field->isEmpty();
}

void DrillForm::reset()
{
    m_field->wipe();
    m_banner->clear();
    m_outcome->hide();
    m_differences->hide();
}

void DrillForm::test(const std::string& path)
{
    const std::optional<::backup::Place> place = m_keeper.place();
    if (!place)
        return;
    const auto typed = m_field->takeText();
    auto opener =
        typed ? vault::toOpener(typed->view()) : base::Result<vault::Opener>(typed.error());
    if (!opener)
        return explain(opener.error());
    auto present = m_session.vault().content();
    if (!present)
        return explain(present.error());
    reset();
    setBusy(true);
    widgets::inThreadPool(
        this,
        [place = *place, path, opener = std::move(*opener), present = std::move(*present),
            now = m_session.services().clock.now()] {
            return ::backup::drill(place, path, opener, present, now);
        },
        [this](const base::Result<::backup::Drill>& drill) { finish(drill); });
}

void DrillForm::finish(const base::Result<::backup::Drill>& drill)
{
    setBusy(false);
    if (!drill)
        return explain(drill.error());
    showOutcome(*drill);
    m_keeper.look();
    emit tested(drill->comparison.matching == drill->comparison.accounts);
}

void DrillForm::showOutcome(const ::backup::Drill& drill)
{
    const vault::Comparison& comparison = drill.comparison;
    const bool allMatch = comparison.matching == comparison.accounts;
    const QString next = allMatch
        ? tr("The backup opens, and everything is in it.")
        : tr("The backup opens. What was changed since it was made is listed; a new backup has "
             "it.");
    m_outcome->setState(allMatch ? widgets::Light::Good : widgets::Light::Attention,
        text::matchText(comparison), next);
    m_outcome->show();
    m_differences->clear();
    m_differences->addItems(differenceLines(comparison));
    m_differences->setVisible(m_differences->count() > 0);
}

void DrillForm::explain(const base::Error& error)
{
    const text::Explanation explanation = error.code == base::ErrorCode::WrongPassphrase
        ? text::Explanation { tr("The passphrase or recovery key does not open this backup."),
              tr("A backup opens with what opened the vault when it was made, or with a passphrase "
                 "of its own.") }
        : text::errorText(error);
    m_banner->showError(explanation.message, explanation.next);
    m_field->setFocus();
    emit failed();
}

void DrillForm::setBusy(bool busy)
{
    m_field->setEnabled(!busy);
    if (busy)
        m_busy->start(tr("Opening and comparing…"));
    else
        m_busy->stop();
    emit busyChanged(busy);
}

} // namespace ui::backup
