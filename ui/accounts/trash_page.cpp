// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/trash_page.h"

#include "ui/text/error_text.h"
#include "ui/text/visible_text.h"
#include "ui/widgets/countdown.h"
#include "ui/widgets/notice_bar.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace ui::accounts {

namespace {

using std::chrono::days;
constexpr days KeptFor { 30 };
constexpr int NameRole = Qt::UserRole + 1;

} // namespace

TrashPage::TrashPage(vault::VaultSession& session, const base::Clock& clock, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_clock(clock),
      m_empty(new QLabel),
      m_list(new QListWidget),
      m_restore(new QPushButton),
      m_delete(new QPushButton),
      m_deleteAll(new QPushButton),
      m_notice(new widgets::NoticeBar)
{
    build();
    connect(&session, &vault::VaultSession::accountsChanged, this, &TrashPage::reload);
    connect(&session, &vault::VaultSession::unlocked, this, &TrashPage::reload);
    connect(&session, &vault::VaultSession::locked, this, &TrashPage::reload);
    connect(m_restore, &QPushButton::clicked, this, &TrashPage::restoreCurrent);
    connect(m_delete, &QPushButton::clicked, this, &TrashPage::askToDeleteCurrent);
    connect(m_deleteAll, &QPushButton::clicked, this, &TrashPage::askToEmpty);
    connect(m_list, &QListWidget::itemActivated, this, &TrashPage::restoreCurrent);
    takeColours();
    reload();
}

/// The row at hand stands out as in the list of accounts: tinted, with its text as it is.
void TrashPage::takeColours()
{
    QPalette colours = palette();
    colours.setColor(QPalette::Highlight,
        widgets::blended(colours.color(QPalette::Base), colours.color(QPalette::Highlight), 0.25));
    colours.setColor(QPalette::HighlightedText, colours.color(QPalette::Text));
    m_list->setPalette(colours);
}

void TrashPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        takeColours();
    QWidget::changeEvent(event);
}

void TrashPage::build()
{
    auto* title = new QLabel(tr("Trash"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    title->setFont(large);
    auto* back = new QPushButton(tr("&Back to the accounts"));
    auto* explanation =
        new QLabel(tr("Accounts here give no codes. They are deleted for good after 30 days."));
    explanation->setWordWrap(true);
    m_empty->setText(tr("The trash is empty."));
    m_empty->setAlignment(Qt::AlignCenter);
    m_list->setAccessibleName(tr("Accounts in the trash"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setSpacing(4);
    m_list->setWordWrap(true);
    m_restore->setText(tr("&Restore"));
    m_delete->setText(tr("&Delete for good…"));
    m_deleteAll->setText(tr("&Empty the trash…"));

    auto* top = new QHBoxLayout;
    top->addWidget(title, 1);
    top->addWidget(back);
    auto* ofOne = new QHBoxLayout;
    ofOne->addWidget(m_restore, 1);
    ofOne->addWidget(m_delete, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addLayout(top);
    column->addWidget(explanation);
    column->addWidget(m_empty, 1);
    column->addWidget(m_list, 1);
    column->addWidget(m_notice);
    column->addLayout(ofOne);
    column->addWidget(m_deleteAll, 0, Qt::AlignRight);

    connect(back, &QPushButton::clicked, this, &TrashPage::closed);
    auto* escape = new QShortcut(QKeySequence(Qt::Key_Escape), this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &TrashPage::closed);
    auto* erase = new QShortcut(QKeySequence(Qt::Key_Delete), m_list);
    erase->setContext(Qt::WidgetShortcut);
    connect(erase, &QShortcut::activated, this, &TrashPage::askToDeleteCurrent);
}

/// Not a focus proxy: one in the middle of a page takes the buttons before it out of the tab order.
void TrashPage::focusInEvent(QFocusEvent* /*event*/)
{
    m_list->setFocus();
}

QString TrashPage::ageOf(const vault::Account& account) const
{
    const auto age =
        std::chrono::floor<days>(m_clock.now() - account.trashed.value_or(base::Time()));
    const auto left = std::max(days(0), KeptFor - age);
    return tr("deleted for good in %n day(s)", nullptr, static_cast<int>(left.count()));
}

void TrashPage::reload()
{
    const int row = m_list->currentRow();
    m_list->clear();
    if (m_session.isOpen()) {
        for (const vault::Account& account : m_session.vault().trash()) {
            QStringList names { text::visibleText(account.issuer),
                text::visibleText(account.name) };
            names.removeAll(QString());
            const QString name = names.join(QStringLiteral(" · "));
            //: %1 is the account's names, %2 says when it will be deleted.
            auto* item = new QListWidgetItem(tr("%1\n%2").arg(name, ageOf(account)), m_list);
            item->setData(NameRole, name);
            item->setData(Qt::UserRole, QVariant::fromValue(account.id));
        }
    }
    const int count = m_list->count();
    m_list->setCurrentRow(std::min(std::max(row, 0), count - 1));
    m_empty->setVisible(count == 0);
    m_list->setVisible(count > 0);
    m_restore->setEnabled(count > 0);
    m_delete->setEnabled(count > 0);
    m_deleteAll->setEnabled(count > 0);
}

void TrashPage::restoreCurrent()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (item == nullptr || !m_session.isOpen())
        return;
    const auto id = item->data(Qt::UserRole).value<vault::Id>();
    if (const auto restored = m_session.vault().restoreFromTrash(id); !restored) {
        m_notice->showNotice(text::errorText(restored.error()).message);
        return;
    }
    m_session.notifyChanged();
    m_notice->showNotice(tr("The account is back in the list."));
}

/// Keeping is the default, and what Escape and a lock answer.
void TrashPage::ask(const Question& question, std::function<void()> onConfirmed)
{
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Warning);
    box->setWindowTitle(tr("Delete for good"));
    box->setTextFormat(Qt::PlainText);
    box->setText(question.text);
    box->setInformativeText(question.consequence);
    auto* cancel = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    auto* confirm = box->addButton(question.verb, QMessageBox::DestructiveRole);
    box->setDefaultButton(cancel);
    box->setEscapeButton(cancel);
    connect(confirm, &QPushButton::clicked, this, std::move(onConfirmed));
    connect(&m_session, &vault::VaultSession::locked, box, &QMessageBox::reject);
    box->open();
}

void TrashPage::askToDeleteCurrent()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (item == nullptr)
        return;
    ask({ tr("Delete %1 for good?").arg(item->data(NameRole).toString()),
            tr("Its codes cannot be made again. Make sure you can sign in without them."),
            tr("Delete for good") },
        [this, id = item->data(Qt::UserRole).value<vault::Id>()] { deleteForGood(id); });
}

void TrashPage::deleteForGood(const vault::Id& id)
{
    if (!m_session.isOpen())
        return;
    if (const auto deleted = m_session.vault().deleteFromTrash(id); !deleted) {
        m_notice->showNotice(text::errorText(deleted.error()).message);
        return;
    }
    m_session.notifyChanged();
    m_notice->showNotice(tr("%n account(s) deleted for good.", nullptr, 1));
}

void TrashPage::askToEmpty()
{
    const int count = m_list->count();
    ask({ tr("Delete %n account(s) for good?", nullptr, count),
            tr("Their codes cannot be made again. Make sure you can sign in without them."),
            tr("Delete %n account(s)", nullptr, count) },
        [this] { empty(); });
}

void TrashPage::empty()
{
    if (!m_session.isOpen())
        return;
    const auto deleted = m_session.vault().emptyTrash();
    if (!deleted) {
        m_notice->showNotice(text::errorText(deleted.error()).message);
        return;
    }
    m_session.notifyChanged();
    m_notice->showNotice(tr("%n account(s) deleted for good.", nullptr, *deleted));
}

} // namespace ui::accounts
