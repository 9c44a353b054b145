// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/push/quiet_dialog.h"

#include "core/vault/registrations.h"
#include "ui/push/guard_keeper.h"
#include "ui/text/account_text.h"
#include "ui/text/error_text.h"
#include "ui/text/quiet_text.h"
#include "ui/widgets/fit_height.h"
#include "ui/widgets/message_banner.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/row_list.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTimeEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace ui::push {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// What is offered first: the night.
constexpr inbox::QuietHours Night { hours(22), hours(7) };
constexpr int FewestAccounts = 2; ///< that are seen at once, however small the window

QTime timeOf(minutes minute)
{
    return QTime(0, 0).addSecs(static_cast<int>(std::chrono::seconds(minute).count()));
}

minutes minuteOf(const QTime& time)
{
    return minutes(time.hour() * 60 + time.minute());
}

QLabel* newLabelOf(const QString& text, QWidget* buddy)
{
    auto* label = new QLabel(text);
    label->setBuddy(buddy);
    return label;
}

} // namespace

QuietDialog::QuietDialog(GuardKeeper& keeper, vault::VaultSession& session, QWidget* parent)
    : QDialog(parent),
      m_keeper(keeper),
      m_session(session),
      m_hasHours(new QCheckBox(tr("&Quiet hours every day"))),
      m_from(new QTimeEdit),
      m_until(new QTimeEdit),
      m_state(widgets::newTextLabel({}, this)),
      m_empty(widgets::newTextLabel(tr("No account here answers sign-in requests yet."), this)),
      m_list(new widgets::RowList(tr("Accounts that answer sign-in requests"))),
      m_duration(new QComboBox),
      m_silence(new QPushButton(tr("&Silence"))),
      m_endSilence(new QPushButton(tr("&End silence"))),
      m_failure(new widgets::MessageBanner)
{
    setWindowTitle(tr("Quiet hours and silence"));
    setAttribute(Qt::WA_DeleteOnClose);
    build();
    layOut();
    listen();
    showState();
    widgets::fitHeight(*this);
}

void QuietDialog::build()
{
    const std::optional<inbox::QuietHours>& kept = m_keeper.guard().quietHours();
    m_hasHours->setChecked(kept.has_value());
    m_from->setTime(timeOf(kept.value_or(Night).from));
    m_until->setTime(timeOf(kept.value_or(Night).until));
    for (QTimeEdit* edit : { m_from, m_until }) {
        edit->setDisplayFormat(QStringLiteral("HH:mm"));
        edit->setKeyboardTracking(false); // not every digit is a time that was meant
        edit->setWrapping(true);
    }
    m_from->setAccessibleName(tr("Quiet from"));
    m_until->setAccessibleName(tr("Quiet until"));
    m_list->setMinimumHeight(fontMetrics().height() * 3 * FewestAccounts);
    m_duration->setAccessibleName(tr("For how long"));
    const auto offer = [this](const QString& words, minutes duration) {
        m_duration->addItem(words, static_cast<int>(duration.count()));
    };
    offer(tr("for an hour"), hours(1));
    offer(tr("for 8 hours"), hours(8));
    offer(tr("for a day"), hours(24));
}

void QuietDialog::layOut()
{
    auto* times = new QHBoxLayout;
    times->addWidget(newLabelOf(tr("&From"), m_from));
    times->addWidget(m_from);
    times->addWidget(newLabelOf(tr("&until"), m_until));
    times->addWidget(m_until);
    times->addStretch(1);
    auto* silence = new QHBoxLayout;
    silence->addWidget(m_silence, 1);
    silence->addWidget(m_duration, 1);
    auto* close = new QDialogButtonBox(QDialogButtonBox::Close);
    // Enter in a time says that it is complete, and nothing else.
    for (QPushButton* button : { m_silence, m_endSilence, close->button(QDialogButtonBox::Close) })
        button->setAutoDefault(false);
    connect(close, &QDialogButtonBox::rejected, this, &QuietDialog::reject);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 20, 20, 16);
    column->setSpacing(12);
    column->addWidget(widgets::newTextLabel(
        tr("In quiet hours, and from silenced accounts, requests wait in the list as always, but "
           "no window and no notification calls for you."),
        this));
    column->addWidget(m_hasHours);
    column->addLayout(times);
    column->addWidget(m_state);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    column->addLayout(silence);
    column->addWidget(m_endSilence);
    column->addWidget(m_failure);
    column->addWidget(close);
}

void QuietDialog::listen()
{
    connect(m_hasHours, &QCheckBox::toggled, this, &QuietDialog::takeHours);
    connect(m_from, &QTimeEdit::timeChanged, this, &QuietDialog::takeHours);
    connect(m_until, &QTimeEdit::timeChanged, this, &QuietDialog::takeHours);
    connect(m_silence, &QPushButton::clicked, this, &QuietDialog::silence);
    connect(m_endSilence, &QPushButton::clicked, this, &QuietDialog::endSilence);
    connect(m_list, &QListWidget::currentRowChanged, this, &QuietDialog::showButtons);
    connect(&m_keeper, &GuardKeeper::changed, this, &QuietDialog::showState);
    connect(&m_session, &vault::VaultSession::accountsChanged, this, &QuietDialog::showAccounts);
    connect(&m_session, &vault::VaultSession::locked, this, &QuietDialog::reject);
}

void QuietDialog::takeHours()
{
    std::optional<inbox::QuietHours> wished;
    if (m_hasHours->isChecked())
        wished = inbox::QuietHours { minuteOf(m_from->time()), minuteOf(m_until->time()) };
    tell(m_keeper.setQuietHours(wished));
}

void QuietDialog::showState()
{
    const inbox::Guard& guard = m_keeper.guard();
    m_from->setEnabled(m_hasHours->isChecked());
    m_until->setEnabled(m_hasHours->isChecked());
    const base::Time now = m_keeper.now();
    if (const std::optional<base::Time> until = guard.quietUntil(now))
        m_state->setText(tr("It is quiet now, until %1.").arg(text::clockText(*until, now)));
    else if (guard.quietHours() && guard.quietHours()->from == guard.quietHours()->until)
        m_state->setText(tr("The two times are equal, so there are no quiet hours."));
    else
        m_state->setText(tr("These are no quiet hours now."));
    showAccounts();
}

void QuietDialog::showAccounts()
{
    const std::optional<vault::Id> before = current();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    m_accounts.clear();
    if (m_session.isOpen()) {
        const vault::Registrations registrations(m_session.vault());
        for (const vault::PushRegistration& registration : registrations.all()) {
            if (std::ranges::find(m_accounts, registration.account) == m_accounts.end())
                m_accounts.push_back(registration.account);
        }
    }
    const base::Time now = m_keeper.now();
    for (const vault::Id& id : m_accounts) {
        const std::optional<vault::Account> account = m_session.vault().find(id);
        const auto until = m_keeper.guard().silentUntil(id, now);
        m_list->addRow(account ? text::accountText(*account) : QString(),
            until ? tr("Silent until %1").arg(text::clockText(*until, now))
                  : tr("Calls for attention"));
    }
    const auto row = std::ranges::find(m_accounts, before.value_or(vault::Id()));
    const bool isThere = row != m_accounts.end();
    m_list->setCurrentRow(isThere ? static_cast<int>(row - m_accounts.begin()) : 0);
    for (QWidget* part :
        std::initializer_list<QWidget*> { m_list, m_silence, m_duration, m_endSilence })
        part->setVisible(!m_accounts.empty());
    m_empty->setVisible(m_accounts.empty());
    showButtons();
}

void QuietDialog::showButtons()
{
    const std::optional<vault::Id> account = current();
    const bool isSilent =
        account && m_keeper.guard().silentUntil(*account, m_keeper.now()).has_value();
    m_silence->setEnabled(account.has_value());
    m_endSilence->setEnabled(isSilent);
}

std::optional<vault::Id> QuietDialog::current() const
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= static_cast<int>(m_accounts.size()))
        return std::nullopt;
    return m_accounts[static_cast<std::size_t>(row)];
}

void QuietDialog::silence()
{
    if (const auto account = current())
        tell(m_keeper.silence(*account, minutes(m_duration->currentData().toInt())));
}

void QuietDialog::endSilence()
{
    if (const auto account = current())
        tell(m_keeper.endSilence(*account));
}

void QuietDialog::tell(const base::Result<void>& saved)
{
    if (saved)
        return m_failure->clear();
    const text::Explanation why = text::errorText(saved.error());
    m_failure->showError(
        tr("This holds until the program ends, and could not be saved: %1").arg(why.message),
        why.next);
}

QAction* newQuietAction(GuardKeeper& keeper, vault::VaultSession& session, QWidget* page)
{
    auto* action = new QAction(QuietDialog::tr("&Quiet hours and silence…"), page);
    QObject::connect(action, &QAction::triggered, page, [&keeper, &session, page] {
        if (session.isOpen())
            (new QuietDialog(keeper, session, page))->open();
    });
    return action;
}

} // namespace ui::push
