// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/accounts_page.h"

#include "core/vault/registrations.h"
#include "ui/accounts/account_delegate.h"
#include "ui/accounts/account_filter.h"
#include "ui/accounts/account_model.h"
#include "ui/accounts/account_view.h"
#include "ui/accounts/clipboard_guard.h"
#include "ui/accounts/code_ticker.h"
#include "ui/accounts/counter_dialog.h"
#include "ui/accounts/edit_dialog.h"
#include "ui/accounts/empty_state.h"
#include "ui/accounts/history_dialog.h"
#include "ui/accounts/pin_dialog.h"
#include "ui/accounts/qr_dialog.h"
#include "ui/text/error_text.h"
#include "ui/unlock/verify_dialog.h"
#include "ui/widgets/notice_bar.h"

#include <QAction>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace ui::accounts {

AccountsPage::AccountsPage(vault::VaultSession& session, const base::Clock& clock, QWidget* parent)
    : QWidget(parent),
      m_session(session),
      m_clock(clock),
      m_model(new AccountModel(session, clock, this)),
      m_filter(new AccountFilter(*m_model, this)),
      m_delegate(new AccountDelegate(this)),
      m_ticker(new CodeTicker(clock, this)),
      m_clipboard(new ClipboardGuard(*QGuiApplication::clipboard(), session.services().random,
          ClipboardGuard::Lifetime, this)),
      m_search(new QLineEdit),
      m_view(new AccountView(*m_delegate)),
      m_empty(new EmptyState),
      m_broken(new QLabel),
      m_content(new QStackedLayout),
      m_notice(new widgets::NoticeBar)
{
    buildActions();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 12, 0, 0);
    column->setSpacing(8);
    column->addWidget(buildTop());
    column->addWidget(m_broken);
    column->addLayout(m_content, 1);
    m_content->addWidget(m_view);
    m_content->addWidget(m_empty);
    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(12, 0, 12, 8);
    bottom->addWidget(m_notice);
    column->addLayout(bottom);
    connectParts();
    showState();
}

AccountsPage::~AccountsPage() = default;

void AccountsPage::buildActions()
{
    using Page = AccountsPage;
    addAccountAction(tr("&Copy code"), {}, &Page::copyCurrent);
    m_nextAction = addAccountAction(tr("&Next code"), Qt::Key_N, &Page::makeNextCodeOfCurrent);
    m_behindAction = addAccountAction(
        tr("The counter may be &behind…"), Qt::Key_B, &Page::askAboutCounterOfCurrent);
    auto* edit = addAccountAction(tr("&Edit…"), Qt::Key_F2, &Page::editCurrent);
    edit->setShortcuts({ QKeySequence(Qt::Key_F2), QKeySequence(Qt::Key_E) });
    addAccountAction(tr("Older &versions…"), Qt::Key_V, &Page::showVersionsOfCurrent);
    addAccountAction(tr("Show &QR code…"), Qt::Key_Q, &Page::showQrOfCurrent);
    m_pinAction = addAccountAction(tr("&Pin to the top"), Qt::Key_P, &Page::togglePinOfCurrent);
    m_pushAction =
        addAccountAction(tr("Push &sign-in…"), Qt::Key_S, &Page::showRegistrationOfCurrent);
    addAccountAction(tr("Move to &trash"), Qt::Key_Delete, &Page::trashCurrent);
    m_hideAction = new QAction(tr("&Hide codes"), this);
    m_hideAction->setCheckable(true);
    m_hideAction->setShortcut(Qt::CTRL | Qt::Key_H);
    m_hideAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(m_hideAction);
    connect(m_hideAction, &QAction::toggled, m_model, &AccountModel::setCodesHidden);
}

/// An action on the current account, in the menu and by key wherever on the page the focus is. The
/// search keeps its letters: a field takes them before they are shortcuts.
QAction* AccountsPage::addAccountAction(
    const QString& text, const QKeySequence& keys, void (AccountsPage::*slot)())
{
    auto* action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    m_accountActions += action;
    return action;
}

QWidget* AccountsPage::buildTop()
{
    auto* top = new QWidget;
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search accounts"));
    m_search->setClearButtonEnabled(true);
    setFocusProxy(m_search);
    m_search->setMinimumHeight(fontMetrics().height() * 2);
    auto* add = new QPushButton(tr("&Add"));
    add->setAccessibleName(tr("Add an account"));
    add->setToolTip(tr("Add an account"));
    add->setMinimumHeight(m_search->minimumHeight());
    auto* more = new QToolButton;
    more->setText(QStringLiteral("⋯"));
    more->setAccessibleName(tr("More"));
    more->setToolTip(tr("More"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setMinimumSize(m_search->minimumHeight(), m_search->minimumHeight());
    auto* menu = new QMenu(more);
    menu->addAction(m_hideAction);
    menu->addAction(tr("&Trash"), this, &AccountsPage::trashRequested);
    menu->addSeparator();
    menu->addAction(tr("&Lock"), this, &AccountsPage::lockRequested);
    more->setMenu(menu);

    auto* row = new QHBoxLayout(top);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(m_search, 1);
    row->addWidget(add);
    row->addWidget(more);
    connect(add, &QPushButton::clicked, this, &AccountsPage::addRequested);

    m_broken->setTextFormat(Qt::PlainText);
    m_broken->setWordWrap(true);
    m_broken->setContentsMargins(16, 4, 16, 4);
    m_broken->hide();
    return top;
}

void AccountsPage::connectParts()
{
    m_view->setModel(m_filter);
    m_view->setAccessibleName(tr("Accounts"));
    m_search->installEventFilter(this);
    m_view->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &AccountsPage::search);
    connect(m_search, &QLineEdit::returnPressed, this, &AccountsPage::copyCurrent);
    connect(m_view, &AccountView::copyRequested, this, &AccountsPage::copy);
    connect(m_view, &AccountView::nextCodeRequested, this, &AccountsPage::makeNextCode);
    connect(m_view, &AccountView::textTyped, this, [this](const QString& text) {
        m_search->setFocus();
        m_search->insert(text);
    });
    connect(m_empty, &EmptyState::addRequested, this, &AccountsPage::addRequested);
    connect(m_view, &QWidget::customContextMenuRequested, this, &AccountsPage::showMenu);
    connect(m_ticker, &CodeTicker::ticked, m_model, &AccountModel::showTime);

    using Session = vault::VaultSession;
    connect(&m_session, &Session::accountsChanged, this, &AccountsPage::showState);
    connect(&m_session, &Session::unlocked, this, &AccountsPage::showState);
    connect(&m_session, &Session::locked, this, [this] {
        m_clipboard->clear();
        m_search->clear();
        m_notice->clear();
        showState();
    });
}

void AccountsPage::showNotice(const QString& sentence)
{
    m_notice->showNotice(sentence);
}

void AccountsPage::showNotice(
    const QString& sentence, const QString& button, std::function<void()> onPressed)
{
    m_notice->showNotice(sentence, button, std::move(onPressed));
}

QList<QAction*> AccountsPage::keyActions() const
{
    return m_accountActions + QList<QAction*> { m_hideAction };
}

void AccountsPage::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void AccountsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_ticker->setAwake(true);
}

void AccountsPage::hideEvent(QHideEvent* event)
{
    m_ticker->setAwake(false);
    QWidget::hideEvent(event);
}

bool AccountsPage::eventFilter(QObject* watched, QEvent* event)
{
    // The field claims the key for undo even with nothing of its own to take back.
    if (watched == m_search && event->type() == QEvent::ShortcutOverride
        && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Undo)
        && !m_search->isUndoAvailable()) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::KeyPress) {
        const auto* pressed = static_cast<QKeyEvent*>(event);
        if (watched == m_search && steerFromSearch(pressed->key()))
            return true;
        if (watched == m_view && pressed->key() == Qt::Key_Up
            && m_view->currentIndex().row() <= 0) {
            m_search->setFocus();
            return true;
        }
        if (watched == m_view && pressed->key() == Qt::Key_Escape) {
            focusSearch();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

/// The keys that leave the search or empty it; everything else is text.
bool AccountsPage::steerFromSearch(int key)
{
    switch (key) {
    case Qt::Key_Down:
        if (m_filter->rowCount() > 0)
            m_view->setFocus();
        return true;
    case Qt::Key_PageDown:
        m_view->moveCurrent(m_view->rowsPerPage());
        return true;
    case Qt::Key_PageUp:
        m_view->moveCurrent(-m_view->rowsPerPage());
        return true;
    case Qt::Key_Escape:
        if (m_search->text().isEmpty())
            return false;
        m_search->clear();
        return true;
    default:
        return false;
    }
}

void AccountsPage::search(const QString& text)
{
    m_filter->setSearch(text);
    m_view->setCurrentIndex(m_filter->index(0, 0));
    m_view->scrollToTop();
    showState();
}

/// List, "nothing here yet" or "nothing found"; and what could not be read.
void AccountsPage::showState()
{
    const bool hasRows = m_filter->rowCount() > 0;
    m_content->setCurrentIndex(hasRows ? 0 : 1);
    m_empty->setSearching(m_filter->isSearching());
    if (hasRows && !m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_filter->index(0, 0));

    const auto broken = m_session.isOpen() ? m_session.vault().brokenEntries().size() : 0;
    m_broken->setVisible(broken > 0);
    m_broken->setText(tr("%n entry(s) of the vault could not be read. They are kept as they are; "
                         "the others work.",
        nullptr, static_cast<int>(broken)));
}

void AccountsPage::showMenu(const QPoint& position)
{
    const QModelIndex index = m_view->indexAt(position);
    if (index.isValid())
        m_view->setCurrentIndex(index);
    const QModelIndex current = currentAccount();
    if (!current.isValid())
        return;
    m_nextAction->setVisible(current.data(AccountModel::CounterBasedRole).toBool());
    m_behindAction->setVisible(current.data(AccountModel::CounterBehindRole).toBool());
    m_pushAction->setVisible(
        hasRegistration(current.data(AccountModel::IdRole).value<vault::Id>()));
    m_pinAction->setText(
        current.data(AccountModel::PinnedRole).toBool() ? tr("Un&pin") : tr("&Pin to the top"));
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_accountActions);
    // The keys of the list work while the menu is open, and then it is done.
    for (const QAction* action : m_accountActions)
        connect(action, &QAction::triggered, menu, &QMenu::close);
    connect(&m_session, &vault::VaultSession::locked, menu, &QMenu::close);
    // By the key there is no place of the pointer: the menu opens at the account.
    const QPoint place = index.isValid() ? position : m_view->visualRect(current).center();
    menu->popup(m_view->viewport()->mapToGlobal(place));
}

QModelIndex AccountsPage::currentAccount() const
{
    return m_view->currentIndex();
}

std::optional<vault::Id> AccountsPage::currentId() const
{
    const QModelIndex current = currentAccount();
    if (!current.isValid() || !m_session.isOpen())
        return {};
    return current.data(AccountModel::IdRole).value<vault::Id>();
}

void AccountsPage::copyCurrent()
{
    if (currentAccount().isValid())
        copy(currentAccount());
}

void AccountsPage::copy(const QModelIndex& index)
{
    switch (index.data(AccountModel::CodeStateRole).value<CodeState>()) {
    case CodeState::Ready:
        copyCode(index.data(AccountModel::CodeRole).toString());
        return;
    case CodeState::OnDemand:
        makeNextCode(index);
        return;
    case CodeState::PinNeeded:
        askForPin(index);
        return;
    case CodeState::Push:
        m_notice->showNotice(tr("This account makes no codes: it answers sign-in requests."),
            tr("&Push sign-in…"), [this] { showRegistrationOfCurrent(); });
        return;
    case CodeState::Failed:
        m_notice->showNotice(tr("No code can be made for this account."));
        return;
    }
}

void AccountsPage::copyCode(const QString& code)
{
    if (const auto copied = m_clipboard->copyCode(code); !copied)
        return report(copied.error());
    m_notice->showNotice(tr("Copied. The clipboard is cleared after 30 seconds."));
}

void AccountsPage::makeNextCodeOfCurrent()
{
    makeNextCode(currentAccount());
}

void AccountsPage::makeNextCode(const QModelIndex& index)
{
    if (!index.data(AccountModel::CounterBasedRole).toBool())
        return;
    const QPersistentModelIndex kept(index);
    if (const auto made =
            m_model->makeNextCode(index.data(AccountModel::IdRole).value<vault::Id>());
        !made)
        return report(made.error(), [this, kept] { makeNextCode(kept); });
    if (kept.isValid())
        copyCode(kept.data(AccountModel::CodeRole).toString());
}

void AccountsPage::askAboutCounterOfCurrent()
{
    const QModelIndex index = currentAccount();
    if (!index.data(AccountModel::CounterBehindRole).toBool())
        return;
    const auto id = index.data(AccountModel::IdRole).value<vault::Id>();
    auto* dialog = new CounterDialog(index.data(Qt::DisplayRole).toString(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CounterDialog::skipRequested, this, [this, dialog, id](int codes) {
        dialog->accept();
        settleCounter(m_session.vault().skipAhead(id, static_cast<std::uint64_t>(codes)),
            tr("%n code(s) skipped.", nullptr, codes));
    });
    connect(dialog, &CounterDialog::codeWorked, this, [this, dialog, id] {
        dialog->accept();
        settleCounter(m_session.vault().confirmCounter(id), tr("The counter is right."));
    });
    connect(&m_session, &vault::VaultSession::locked, dialog, &CounterDialog::reject);
    dialog->open();
}

void AccountsPage::settleCounter(const base::Result<void>& settled, const QString& notice)
{
    if (!settled)
        return report(settled.error());
    m_session.notifyChanged();
    m_notice->showNotice(notice);
}

void AccountsPage::askForPin(const QModelIndex& index)
{
    const auto id = index.data(AccountModel::IdRole).value<vault::Id>();
    auto* dialog = new PinDialog(index.data(Qt::DisplayRole).toString(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PinDialog::entered, this, [this, dialog, id] {
        const auto pin = dialog->takePin();
        const auto made =
            pin ? m_model->makeCodeWithPin(id, pin->view()) : base::Result<void>(pin.error());
        if (!made) {
            dialog->showError(text::errorText(made.error()).message);
            return;
        }
        dialog->accept();
        if (const auto row = m_model->rowOf(id))
            copyCode(m_model->index(*row).data(AccountModel::CodeRole).toString());
    });
    connect(&m_session, &vault::VaultSession::locked, dialog, &PinDialog::reject);
    dialog->open();
}

void AccountsPage::showQrOfCurrent()
{
    const auto id = currentId();
    if (!id)
        return;
    if (currentAccount().data(AccountModel::CodeStateRole).value<CodeState>() == CodeState::Push)
        return copy(currentAccount()); // says that there is none
    auto* dialog = new unlock::VerifyDialog(m_session,
        tr("The QR code of this account will be shown. It holds the secret that makes its codes."),
        this);
    connect(dialog, &unlock::VerifyDialog::verified, this,
        [this, shown = *id](const std::shared_ptr<vault::Verification>& verification) {
            showQr(shown, *verification);
        });
    dialog->open();
}

void AccountsPage::showQr(const vault::Id& id, const vault::Verification& verification)
{
    if (!m_session.isOpen())
        return;
    const auto entry = m_session.vault().reveal(id, verification);
    if (!entry)
        return report(entry.error());
    auto picture = QrDialog::pictureOf(*entry);
    if (!picture)
        return report(picture.error());
    const QString title = (entry->issuer + QLatin1Char(' ') + entry->name).trimmed();
    auto* dialog = new QrDialog(std::move(*picture), title, m_clock, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(&m_session, &vault::VaultSession::locked, dialog, &QrDialog::reject);
    dialog->open();
}

void AccountsPage::editCurrent()
{
    const auto id = currentId();
    const auto account = id ? m_session.vault().find(*id) : std::nullopt;
    if (!account)
        return;
    auto* dialog = new EditDialog(*account, m_session.vault().picture(*account), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &EditDialog::saveRequested, this,
        [this, dialog, changed = *id] { saveEdit(*dialog, changed); });
    connect(&m_session, &vault::VaultSession::locked, dialog, &EditDialog::reject);
    dialog->open();
}

void AccountsPage::saveEdit(EditDialog& dialog, const vault::Id& id)
{
    if (!m_session.isOpen())
        return;
    if (const auto saved = m_session.vault().edit(id, dialog.edit()); !saved) {
        const text::Explanation explanation = text::errorText(saved.error());
        dialog.showError(explanation.message + QLatin1Char(' ') + explanation.next);
        return;
    }
    m_session.notifyChanged();
    dialog.accept();
    m_notice->showNotice(tr("Saved."));
}

void AccountsPage::showVersionsOfCurrent()
{
    const auto id = currentId();
    const auto account = id ? m_session.vault().find(*id) : std::nullopt;
    if (!account)
        return;
    auto* dialog = new HistoryDialog(*account, m_session.vault().history(*id), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &HistoryDialog::restoreRequested, this,
        [this, changed = *id](const vault::Stamp& version) { bringBack(changed, version); });
    connect(&m_session, &vault::VaultSession::locked, dialog, &HistoryDialog::reject);
    dialog->open();
}

void AccountsPage::bringBack(const vault::Id& id, const vault::Stamp& version)
{
    if (!m_session.isOpen())
        return;
    if (const auto restored = m_session.vault().restoreVersion(id, version); !restored)
        return report(restored.error(), [this, id, version] { bringBack(id, version); });
    m_session.notifyChanged();
    m_notice->showNotice(tr("The older version is back. Ctrl+Z undoes that."));
}

void AccountsPage::togglePinOfCurrent()
{
    if (const auto id = currentId())
        setPinned(*id, !currentAccount().data(AccountModel::PinnedRole).toBool());
}

void AccountsPage::setPinned(const vault::Id& id, bool pinned)
{
    if (!m_session.isOpen())
        return;
    if (const auto saved = m_session.vault().edit(id, { .pinned = pinned }); !saved)
        return report(saved.error(), [this, id, pinned] { setPinned(id, pinned); });
    m_session.notifyChanged();
    m_notice->showNotice(pinned ? tr("Pinned to the top of the list.") : tr("Unpinned."));
}

bool AccountsPage::hasRegistration(const vault::Id& account) const
{
    return m_session.isOpen()
        && !vault::Registrations(m_session.vault()).ofAccount(account).empty();
}

void AccountsPage::showRegistrationOfCurrent()
{
    const auto id = currentId();
    if (id && hasRegistration(*id))
        emit registrationWanted(*id);
    else if (id)
        m_notice->showNotice(tr("This account has no push sign-in."));
}

void AccountsPage::trashCurrent()
{
    if (const auto id = currentId())
        trash(*id);
}

void AccountsPage::trash(const vault::Id& id)
{
    if (!m_session.isOpen())
        return;
    if (const auto moved = m_session.vault().moveToTrash(id); !moved)
        return report(moved.error(), [this, id] { trash(id); });
    m_session.notifyChanged();
    m_notice->showNotice(tr("Moved to the trash, where it stays for 30 days."), tr("&Undo"),
        [this, id] { restore(id); });
}

void AccountsPage::restore(const vault::Id& id)
{
    if (!m_session.isOpen())
        return;
    if (const auto restored = m_session.vault().restoreFromTrash(id); !restored)
        return report(restored.error(), [this, id] { restore(id); });
    m_session.notifyChanged();
    m_notice->showNotice(tr("The account is back in the list."));
}

/// While another program is saving, the same can be tried `again` by a button.
void AccountsPage::report(const base::Error& error, std::function<void()> again)
{
    const text::Explanation explanation = text::errorText(error);
    const QString sentence = (explanation.message + QLatin1Char(' ') + explanation.next).trimmed();
    if (again && error.code == base::ErrorCode::Busy)
        m_notice->showNotice(sentence, tr("Try &again"), std::move(again));
    else
        m_notice->showNotice(sentence);
}

} // namespace ui::accounts
