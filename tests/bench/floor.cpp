// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QElapsedTimer>
#include <QMainWindow>
#include <QSplitter>
#include <QStandardItemModel>
#include <QTableView>
#include <QTimer>
#include <QTreeView>
#include <QWindow>

#include <cstdio>
#include <cstring>
#include <utility>

namespace {

/// Ends the program, as carrel --bench-startup does, when the window has painted all of itself for the first
/// time.
class FirstPaint final : public QObject
{
public:
    explicit FirstPaint(const QElapsedTimer &sinceStart)
        : m_sinceStart(sinceStart)
    {
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Expose && !std::exchange(m_seen, true)) {
            QTimer::singleShot(0, this, [this] {
                QGuiApplication::sync();
                std::printf("%.1f\n", static_cast<double>(m_sinceStart.nsecsElapsed()) / 1e6);
                QCoreApplication::quit();
            });
        }
        return QObject::eventFilter(watched, event);
    }

private:
    const QElapsedTimer &m_sinceStart;
    bool m_seen = false;
};

} // namespace

/// The least that a window with a stock tree and a stock table costs: both without rows, with their headers.
int main(int argc, char *argv[])
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QApplication application(argc, argv);
    QStandardItemModel sections(0, 1);
    sections.setHorizontalHeaderLabels({QStringLiteral("Section")});
    QStandardItemModel papers(0, 4);
    papers.setHorizontalHeaderLabels(
        {QStringLiteral("Title"), QStringLiteral("Venue"), QStringLiteral("Year"), QStringLiteral("Links")});
    QMainWindow window;
    auto *splitter = new QSplitter;
    auto *tree = new QTreeView;
    tree->setModel(&sections);
    auto *table = new QTableView;
    table->setModel(&papers);
    splitter->addWidget(tree);
    splitter->addWidget(table);
    window.setCentralWidget(splitter);
    window.resize(1280, 800);
    FirstPaint painted(sinceStart);
    if (argc > 1 && std::strcmp(argv[1], "--bench-startup") == 0) {
        window.winId();
        window.windowHandle()->installEventFilter(&painted);
    }
    window.show();
    return QApplication::exec();
}
