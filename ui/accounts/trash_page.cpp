// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/trash_page.h"

#include "ui/accounts/trash_model.h"
#include "ui/text/error_text.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/row_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace ui::accounts {

TrashPage::TrashPage(vault::VaultSession& session, const base::Clock& clock, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_back(new QPushButton),
      m_empty(new QLabel),
      m_rows(new TrashModel(session, clock, this)),
      m_list(new widgets::RowView(tr("Accounts in the trash"))),
      m_restore(new QPushButton),
      m_delete(new QPushButton),
      m_deleteAll(new QPushButton),
      m_notice(new widgets::NoticeBar)
{
    m_list->setModel(m_rows);
    build();
    connect(&session, &vault::VaultSession::accountsChanged, this, &TrashPage::follow);
    connect(&session, &vault::VaultSession::unlocked, this, &TrashPage::follow);
    connect(&session, &vault::VaultSession::locked, this, &TrashPage::reload);
    connect(m_restore, &QPushButton::clicked, this, &TrashPage::restoreCurrent);
    connect(m_delete, &QPushButton::clicked, this, &TrashPage::askToDeleteCurrent);
    connect(m_deleteAll, &QPushButton::clicked, this, &TrashPage::askToEmpty);
    connect(m_list, &widgets::RowView::activated, this, &TrashPage::restoreCurrent);
}

void TrashPage::build()
{
    auto* title = new QLabel(tr("Trash"));
    QFont large = title->font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    large.setBold(true);
    title->setFont(large);
    m_back->setText(tr("&Back to the accounts"));
    auto* explanation =
        new QLabel(tr("Accounts here give no codes. They are deleted for good after 30 days."));
    explanation->setWordWrap(true);
    m_empty->setText(tr("The trash is empty."));
    m_empty->setAlignment(Qt::AlignCenter);
    m_restore->setText(tr("&Restore"));
    m_delete->setText(tr("&Delete for good…"));
    m_deleteAll->setText(tr("&Empty the trash…"));

    auto* top = new QHBoxLayout;
    top->addWidget(title, 1);
    top->addWidget(m_back);
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

    connect(m_back, &QPushButton::clicked, this, &TrashPage::closed);
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

void TrashPage::showEvent(QShowEvent* event)
{
    if (m_isOutdated)
        reload();
    QWidget::showEvent(event);
}

/// Thousands of accounts that an undo puts here are listed when somebody looks.
void TrashPage::follow()
{
    m_isOutdated = true;
    if (isVisible())
        reload();
}

void TrashPage::reload()
{
    m_isOutdated = false;
    const int row = m_list->currentIndex().row();
    const bool wasEmpty = m_rows->rowCount() == 0;
    m_rows->reload();
    const int count = m_rows->rowCount();
    m_list->setCurrentIndex(m_rows->index(std::min(std::max(row, 0), count - 1)));
    // Before what had the focus goes: it would leave the page, and Escape with it.
    if (count == 0 && !wasEmpty && isVisible())
        m_back->setFocus();
    m_empty->setVisible(count == 0);
    m_list->setVisible(count > 0);
    m_restore->setEnabled(count > 0);
    m_delete->setEnabled(count > 0);
    m_deleteAll->setEnabled(count > 0);
}

void TrashPage::restoreCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid() || !m_session.isOpen())
        return;
    restore(current.data(TrashModel::IdRole).value<vault::Id>());
}

void TrashPage::restore(const vault::Id& id)
{
    if (!m_session.isOpen())
        return;
    if (const auto restored = m_session.vault().restoreFromTrash(id); !restored)
        return report(restored.error(), [this, id] { restore(id); });
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
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    ask({ tr("Delete %1 for good?").arg(current.data(TrashModel::NameRole).toString()),
            tr("Its codes cannot be made again. Make sure you can sign in without them."),
            tr("Delete for good") },
        [this, id = current.data(TrashModel::IdRole).value<vault::Id>()] { deleteForGood(id); });
}

void TrashPage::deleteForGood(const vault::Id& id)
{
    if (!m_session.isOpen())
        return;
    if (const auto deleted = m_session.vault().deleteFromTrash(id); !deleted)
        return report(deleted.error(), [this, id] { deleteForGood(id); });
    m_session.notifyChanged();
    m_notice->showNotice(tr("%n account(s) deleted for good.", nullptr, 1));
}

void TrashPage::askToEmpty()
{
    const int count = m_rows->rowCount();
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
    if (!deleted)
        return report(deleted.error(), [this] { empty(); });
    m_session.notifyChanged();
    m_notice->showNotice(tr("%n account(s) deleted for good.", nullptr, *deleted));
}

/// While another program is saving, the same can be tried `again` by a button.
void TrashPage::report(const base::Error& error, std::function<void()> again)
{
    const text::Explanation explanation = text::errorText(error);
    const QString sentence = (explanation.message + u' ' + explanation.next).trimmed();
    if (error.code == base::ErrorCode::Busy)
        m_notice->showNotice(sentence, tr("Try &again"), std::move(again));
    else
        m_notice->showNotice(sentence);
}

} // namespace ui::accounts
