// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/challenge.h"
#include "ui/widgets/status_light.h"

#include <QFrame>

class QVBoxLayout;

namespace ui::push {

/// What a request says of itself and what this program makes of it, from top to bottom: who asks,
/// what for, from where and when, with the evidence, and the text of a transaction. Everything of
/// the service's is plain text, bounded, with nothing invisible. It has no buttons: those are the
/// answer bar's, where no text can move them.
class RequestCard : public QFrame
{
    Q_OBJECT

public:
    explicit RequestCard(QWidget* parent = nullptr);

    /// `account` is the name kept with it; empty where it has none. `isBurst`: it is one of more
    /// than its owner makes.
    void showRequest(const ::push::Challenge& challenge, const QString& account, bool isBurst);
    /// Forgets what it showed.
    void clear();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void addWho(const ::push::Challenge& challenge, const QString& account);
    void addBurst(const ::push::Challenge& challenge, const QString& account);
    void addOrigin(const ::push::Challenge& challenge);
    void addTransaction(const ::push::Challenge& challenge);
    QLabel* addText(const QString& text);
    void addLight(widgets::Light light, const QString& words, const QString& more = {});
    void addFact(const QString& name, const QString& value);

    QWidget* m_content = nullptr; ///< of the request on view
    QVBoxLayout* m_column = nullptr; ///< what is in it
    QWidget* m_text = nullptr; ///< the box of a transaction
    QStringList m_spoken; ///< all of it, for screen readers
};

} // namespace ui::push
