// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/id.h"
#include "ui/add/offer_reader.h"
#include "ui/add/screen_capture.h"

#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QMimeData;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace base {
class Clock;
}

namespace vault {
class VaultSession;
}

namespace ui::accounts {
class CodeTicker;
}

namespace ui::widgets {
class MessageBanner;
}

namespace ui::add {

class OfferList;
class SourcePanel;
class TypedForm;

/// Adds accounts: takes pictures, links and drops at once, shows what they hold with a live code to
/// try, and saves what was chosen in one step. Session and clock outlive it.
class AddPage : public QWidget
{
    Q_OBJECT

public:
    AddPage(vault::VaultSession& session, const base::Clock& clock, QWidget* parent = nullptr);
    ~AddPage() override;

    /// Which links can be activated for push sign-ins. At first none can.
    void setCanActivate(std::function<bool(std::string_view)> canActivate);

    /// How pictures of the screens are taken; at first unasked, where the platform allows that.
    void setTakeScreens(TakeScreens takeScreens);
    /// What locks the vault and starts the program anew, which is offered where only that helps.
    void setStartAnew(std::function<void()> startAnew);

    /// From now on the account that is added is for this line of the checklist, which has that
    /// name; the page says so.
    void setMove(const vault::Id& move, const QString& name);
    /// No more; whether it was.
    bool endMove();

    /// Something to look at from elsewhere: a link, a picture, picture files.
    void offerText(std::string_view text);
    void offerPicture(const QImage& picture);
    void offerFiles(const ::transfer::GivenFiles& files);
    bool hasOffers() const;
    /// Nothing is at hand yet: no offer, and no form that somebody may have filled in.
    bool isAtSources() const;
    /// Back to the choice of sources; offers and their secrets are gone.
    void reset();

signals:
    void finished(int added);
    void cancelled();
    /// A registration for push sign-ins is to be made with this link, which is valid during the
    /// signal; whoever wants it moves it out. The offer stays until reset().
    void activationWanted(crypto::SecretBytes& link);
    /// These are not offered code by code; they may be of other programs.
    void importWanted(const ::transfer::GivenFiles& files);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QWidget* buildTop();
    QWidget* buildBusy();
    QWidget* buildBottom();
    void connectSources();
    void connectReader();

    void chooseFiles();
    void paste();
    void scanScreen();
    void takeScreens(base::Result<std::vector<QImage>> pictures);
    void showSources();
    bool offerContents(const QMimeData& contents);
    void showFindings(Findings findings);
    void showForm();
    void typeTheRest(const Finding& bareSecret);
    void showOffers();
    void activate(const crypto::SecretBytes& link);
    void updateSave();
    void save();
    void report(const base::Error& error);

    vault::VaultSession& m_session;
    TakeScreens m_takeScreens;
    std::function<void()> m_startAnew;
    std::optional<vault::Id> m_move;
    OfferReader* m_reader;
    accounts::CodeTicker* m_ticker;

    QLabel* m_moveLine;
    widgets::MessageBanner* m_banner;
    QWidget* m_busy;
    QStackedWidget* m_stack;
    SourcePanel* m_sources;
    QScrollArea* m_sourcesScroll;
    TypedForm* m_form;
    QScrollArea* m_formScroll;
    OfferList* m_offers;
    QScrollArea* m_offersScroll;
    QPushButton* m_save;
    QWidget* m_bottom;
};

} // namespace ui::add
