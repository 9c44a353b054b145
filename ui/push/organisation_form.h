// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QWidget>

#include <string>

class QLineEdit;

namespace ui::push {

/// What an organisation tells its members to type where it shows no code.
struct Organisation
{
    std::string server = {}; ///< as typed; with https where nothing else was
    std::string client = {};
    std::string authorizationServer = {}; ///< empty: the organisation's own
};

/// The fields for it.
class OrganisationForm : public QWidget
{
    Q_OBJECT

public:
    explicit OrganisationForm(QWidget* parent = nullptr);

    void reset();
    void fill(const Organisation& organisation);
    Organisation organisation() const;

signals:
    void entered();
    void cancelled();

private:
    QLineEdit* m_server;
    QLineEdit* m_client;
    QLineEdit* m_authorizationServer;
};

} // namespace ui::push
