// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "tests/support/recovery_sheet.h"
#include "tests/support/vault_home.h"
#include "ui/unlock/recovery_key_page.h"
#include "ui/unlock/recovery_key_print.h"

#include <QPrintDialog>
#include <QPrinter>
#include <QProcess>
#include <QRegularExpression>

using support::Person;

namespace {

/// What another program reads in the file, without blanks and line breaks.
QString textOf(const QString& pdf)
{
    QProcess reader;
    reader.start(
        QStringLiteral("pdftotext"), { QStringLiteral("-layout"), pdf, QStringLiteral("-") });
    if (!reader.waitForFinished() || reader.exitCode() != 0)
        return {};
    return QString::fromUtf8(reader.readAllStandardOutput())
        .remove(QRegularExpression(QStringLiteral("\\s")));
}

} // namespace

class RecoveryKeyPrintTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void theSheetHoldsTheWholeKeyInItsOrder()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("key.pdf"));
        QPrinter printer(QPrinter::HighResolution);
        printer.setOutputFormat(QPrinter::PdfFormat);
        printer.setOutputFileName(file);
        QVERIFY(
            ui::unlock::printRecoveryKey(printer, "CSR1-2345-6789-ABCD-EFGH-JKLM-NPQR-STVW-XYZ0"));
        const QString text = textOf(file);
        QVERIFY2(text.contains(QStringLiteral("CSR123456789ABCDEFGHJKLMNPQRSTVWXYZ0")),
            qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("Countersignrecoverykey")));
        QCOMPARE(QFile::permissions(file) & ~(QFile::ReadUser | QFile::WriteUser),
            QFile::ReadOwner | QFile::WriteOwner);
    }

    void tellsWhenThereIsNothingToPrintOn()
    {
        const QTemporaryDir folder;
        QPrinter printer(QPrinter::HighResolution);
        printer.setOutputFormat(QPrinter::PdfFormat);
        printer.setOutputFileName(folder.filePath(QStringLiteral("missing/key.pdf")));
        QVERIFY(!ui::unlock::printRecoveryKey(printer, "CSR1"));
    }

    void theButtonPrintsTheKeyThatIsShown()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("key.pdf"));
        crypto::SystemRandom random;
        ui::unlock::RecoveryKeyPage page(random);
        page.resize(420, 640);
        page.show();
        QVERIFY(QTest::qWaitForWindowActive(&page));
        QVERIFY(page.showKey(support::goldenRecoveryKey()));
        const QString key = support::writeDownRecoveryKey().join(QString());
        QCOMPARE(key.size(), 36);
        QVERIFY(Person::sees(QStringLiteral("may keep a copy")));

        QVERIFY(Person::press(QStringLiteral("Print…")));
        auto* dialog = page.findChild<QPrintDialog*>();
        QVERIFY(dialog);
        dialog->printer()->setOutputFormat(QPrinter::PdfFormat);
        dialog->printer()->setOutputFileName(file);
        dialog->done(QDialog::Accepted);
        QTRY_VERIFY(Person::sees(QStringLiteral("The recovery key was printed.")));
        QVERIFY(textOf(file).contains(key));
    }
};

QTEST_MAIN(RecoveryKeyPrintTest)
#include "recovery_key_print_test.moc"
