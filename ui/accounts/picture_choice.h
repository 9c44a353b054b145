// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace ui::accounts {

/// An account's own picture, which another takes the place of or nothing.
class PictureChoice : public QWidget
{
    Q_OBJECT

public:
    /// `picture` is a small PNG file; empty: none.
    explicit PictureChoice(const QByteArray& picture, QWidget* parent = nullptr);

    /// Another one than in the beginning, as a small PNG file; empty: none any more.
    std::optional<QByteArray> change() const;

    /// Takes the picture in a file, of any format, or says why not; then all stays as it is.
    void take(const QString& path);
    void remove();

signals:
    /// Why a file was not taken; empty: one was, or none is wanted any more.
    void reported(const QString& sentence);

private:
    void choose();
    void show(const QByteArray& picture);

    QByteArray m_original;
    QByteArray m_picture;
    QLabel* m_shown;
    QPushButton* m_remove;
};

} // namespace ui::accounts
