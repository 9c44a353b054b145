// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The least that a program of Qt Widgets can be: an empty window as large as ours. With the
// argument "form" it has a menu bar and what asks for a passphrase, and still nothing of ours.

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenuBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace {

void fill(QMainWindow& window)
{
    window.menuBar()->addMenu(QStringLiteral("&File"))->addAction(QStringLiteral("&Quit"));
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->addWidget(new QLabel(QStringLiteral("Passphrase")));
    auto* field = new QLineEdit;
    field->setEchoMode(QLineEdit::Password);
    column->addWidget(field);
    column->addWidget(new QPushButton(QStringLiteral("Unlock")));
    window.setCentralWidget(page);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication program(argc, argv);
    QMainWindow window;
    if (QApplication::arguments().contains(QStringLiteral("form")))
        fill(window);
    window.resize(480, 680);
    window.show();
    return QApplication::exec();
}
