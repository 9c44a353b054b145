// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/unlock/slots_page.h"

#include "ui/text/visible_text.h"
#include "ui/widgets/busy_line.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/page_column.h"
#include "ui/widgets/primary_button.h"
#include "ui/widgets/row_list.h"

#include <QDateTime>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QShortcut>
#include <QVBoxLayout>

namespace ui::unlock {

namespace {

constexpr int LongestLabel = 60;

QString kindOf(const vault::SlotInfo& slot)
{
    if (!slot.opensVault)
        return SlotsPage::tr("Passphrase of the backups");
    switch (slot.kind) {
    case vault::SlotKind::Passphrase:
        return SlotsPage::tr("Passphrase");
    case vault::SlotKind::Recovery:
        return SlotsPage::tr("Recovery key");
    case vault::SlotKind::Keyring:
        return SlotsPage::tr("Keyring of this computer");
    case vault::SlotKind::Unknown:
        break;
    }
    return SlotsPage::tr("Made by a newer version");
}

/// The kind, and the label where it says more than that.
QString titleOf(const vault::SlotInfo& slot)
{
    const bool isUsual = !slot.opensVault || slot.label.isEmpty()
        || slot.label == QLatin1String("Passphrase") || slot.label == QLatin1String("Recovery key");
    return isUsual
        ? kindOf(slot)
        : kindOf(slot) + QStringLiteral(": ") + text::visibleText(slot.label, LongestLabel);
}

QString lineOf(const vault::SlotInfo& slot)
{
    const QDateTime made =
        QDateTime::fromMSecsSinceEpoch(base::unixMilliseconds(slot.created)).toLocalTime();
    return SlotsPage::tr("made %1").arg(QLocale().toString(made, QLocale::ShortFormat));
}

} // namespace

QString SlotsPage::nameOf(const vault::SlotInfo& slot)
{
    return titleOf(slot) + QStringLiteral(", ") + lineOf(slot);
}

SlotsPage::SlotsPage(vault::VaultSession& session, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_list(new widgets::RowList(tr("What opens the vault"))),
      m_change(widgets::newSecondaryButton(tr("&Change passphrase…"))),
      m_addPassphrase(widgets::newSecondaryButton(tr("Add &passphrase…"))),
      m_addRecovery(widgets::newSecondaryButton(tr("Add recovery &key…"))),
      m_backupPassphrase(widgets::newSecondaryButton(tr("Passphrase for back&ups…"))),
      m_remove(widgets::newSecondaryButton(tr("&Remove…"))),
      m_busy(new widgets::BusyLine),
      m_notice(new widgets::NoticeBar)
{
    build();
    connect(&m_session, &vault::VaultSession::accountsChanged, this, &SlotsPage::reload);
    connect(m_change, &QPushButton::clicked, this, &SlotsPage::changeRequested);
    connect(m_addPassphrase, &QPushButton::clicked, this, &SlotsPage::addPassphraseRequested);
    connect(m_addRecovery, &QPushButton::clicked, this, &SlotsPage::addRecoveryRequested);
    connect(m_backupPassphrase, &QPushButton::clicked, this, &SlotsPage::backupPassphraseRequested);
    connect(m_remove, &QPushButton::clicked, this, &SlotsPage::requestRemoval);
    reload();
}

void SlotsPage::build()
{
    auto* title = new QLabel(tr("Ways in"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    title->setFont(large);
    auto* back = new QPushButton(tr("&Back to the accounts"));

    auto* top = new QHBoxLayout;
    top->addWidget(title, 1);
    top->addWidget(back);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addLayout(top);
    column->addWidget(widgets::newTextLabel(
        tr("Each of these opens the vault alone. Best are a passphrase that you know by heart and "
           "a recovery key on paper. Backups open with the same, unless they have a passphrase of "
           "their own."),
        this));
    column->addWidget(m_list, 1);
    column->addWidget(m_notice);
    column->addWidget(m_busy);
    column->addLayout(newButtons());

    connect(back, &QPushButton::clicked, this, &SlotsPage::closed);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &SlotsPage::closed);
    auto* erase = new QShortcut(QKeySequence(Qt::Key_Delete), m_list);
    erase->setContext(Qt::WidgetShortcut);
    connect(erase, &QShortcut::activated, this, &SlotsPage::requestRemoval);
}

QLayout* SlotsPage::newButtons()
{
    auto* buttons = new QGridLayout;
    buttons->addWidget(m_change, 0, 0);
    buttons->addWidget(m_addPassphrase, 0, 1);
    buttons->addWidget(m_addRecovery, 1, 0);
    buttons->addWidget(m_backupPassphrase, 1, 1);
    buttons->addWidget(m_remove, 2, 0, 1, 2);
    return buttons;
}

/// Not a focus proxy: one in the middle of a page takes the buttons before it out of the tab order.
void SlotsPage::focusInEvent(QFocusEvent* /*event*/)
{
    m_list->setFocus();
}

void SlotsPage::reload()
{
    if (!m_session.isOpen())
        return;
    const int row = m_list->currentRow();
    m_slots = m_session.vault().slotList();
    m_list->clear();
    for (const vault::SlotInfo& slot : m_slots)
        m_list->addRow(titleOf(slot), lineOf(slot));
    m_list->setCurrentRow(std::min(std::max(row, 0), m_list->count() - 1));
}

void SlotsPage::requestRemoval()
{
    const int row = m_list->currentRow();
    if (row >= 0 && m_remove->isEnabled())
        emit removeRequested(m_slots[static_cast<std::size_t>(row)]);
}

void SlotsPage::setBusy(const QString& sentence)
{
    for (QPushButton* button :
        { m_change, m_addPassphrase, m_addRecovery, m_backupPassphrase, m_remove })
        button->setEnabled(sentence.isEmpty());
    if (sentence.isEmpty()) {
        m_busy->stop();
    } else {
        m_notice->clear();
        m_busy->start(sentence);
    }
}

void SlotsPage::showNotice(const QString& sentence)
{
    m_notice->showNotice(sentence);
}

void SlotsPage::showNotice(
    const QString& sentence, const QString& button, std::function<void()> onPressed)
{
    m_notice->showNotice(sentence, button, std::move(onPressed));
}

} // namespace ui::unlock
