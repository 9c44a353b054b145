// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/qr/small_picture.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/icons.h"
#include "tests/support/person.h"
#include "ui/accounts/edit_dialog.h"
#include "ui/accounts/picture_choice.h"

#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using support::Person;
using ui::accounts::EditDialog;
using ui::accounts::PictureChoice;

namespace {

struct Scene
{
    QTemporaryDir folder;
    EditDialog dialog;

    explicit Scene(const QByteArray& picture) : dialog(account(), picture) { dialog.show(); }

    static vault::Account account()
    {
        vault::Account account;
        account.issuer = u"GitHub"_s;
        account.name = u"alice"_s;
        return account;
    }
    QString file(const QByteArray& contents) const
    {
        const QString path = folder.filePath(u"a picture"_s);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size())
            qFatal("cannot write");
        return path;
    }
    PictureChoice& choice() { return *dialog.findChild<PictureChoice*>(); }
};

QByteArray red()
{
    return qr::smallPicture(support::icon(Qt::red), 1)->file;
}

} // namespace

/// Editing an account: its own picture. What is typed is tested with the page.
class EditDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void leavesThePictureThatNobodyTouches()
    {
        QVERIFY(!Scene(red()).dialog.edit().picture);
        QVERIFY(!Scene({}).dialog.edit().picture);
    }

    void takesAPictureOfAnyKind()
    {
        Scene scene({});
        QVERIFY(!Person::sees(u"Remove picture"_s));
        scene.choice().take(
            scene.file("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'>"
                       "<rect width='10' height='10' fill='#ff0000'/></svg>"));
        QVERIFY(Person::sees(u"Remove picture"_s));
        const std::optional<QByteArray> picture = scene.dialog.edit().picture;
        QVERIFY(picture);
        QCOMPARE(QImage::fromData(*picture, "PNG").pixelColor(40, 40), QColor(Qt::red));
    }

    void removesIt()
    {
        Scene scene(red());
        QVERIFY(Person::press(u"Remove picture"_s));
        QCOMPARE(scene.dialog.edit().picture, QByteArray());
        QVERIFY(!Person::sees(u"Remove picture"_s));
    }

    void choosingTheSameAgainIsNoChange()
    {
        Scene scene(red());
        QVERIFY(Person::press(u"Remove picture"_s));
        scene.choice().take(scene.file(red()));
        QVERIFY(!scene.dialog.edit().picture);
    }

    void saysWhatIsWrongWithAFileAndChangesNothing()
    {
        Scene scene(red());
        scene.choice().take(scene.file("no picture"));
        QVERIFY(Person::sees(u"The picture could not be read. Choose another one."_s));
        QVERIFY(!scene.dialog.edit().picture);
        QImage wide(17'000, 1'000, QImage::Format_Mono);
        wide.fill(0);
        scene.choice().take(scene.file(support::pngFile(wide)));
        QVERIFY(Person::sees(u"The picture has 17 megapixels; at most 16 are read."_s));
        QVERIFY(!scene.dialog.edit().picture);
        scene.choice().take(scene.file(support::icon(Qt::blue)));
        QVERIFY(!Person::sees(u"megapixels"_s));
        QVERIFY(scene.dialog.edit().picture);
    }
};

QTEST_MAIN(EditDialogTest)
#include "edit_dialog_test.moc"
