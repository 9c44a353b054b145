// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QListView>

namespace ui::accounts {

class AccountDelegate;

/// The list of accounts on the screen: turns clicks and keys into wishes about an account, and
/// decides nothing. Owned by the page.
class AccountView : public QListView
{
    Q_OBJECT

public:
    explicit AccountView(AccountDelegate& delegate, QWidget* parent = nullptr);

    /// Moves the current row by so many rows, staying within the list.
    void moveCurrent(int rows);
    int rowsPerPage() const;

signals:
    void copyRequested(const QModelIndex& index);
    void nextCodeRequested(const QModelIndex& index);
    void textTyped(const QString& text); ///< meant for the search

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void toggleRevealed();

    AccountDelegate& m_delegate;
    QPersistentModelIndex m_pressed;
};

} // namespace ui::accounts
