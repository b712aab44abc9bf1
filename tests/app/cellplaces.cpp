// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"

#include "items/papercolumns.h"
#include "papers/papertableview.h"

#include <QApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace carrel;

namespace {

int columnOf(PaperColumn wanted)
{
    const auto columns = paperColumns();
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const PaperColumnInfo &each) { return each.column == wanted; });
    return static_cast<int>(found - columns.begin());
}

QPoint centre(const PaperTableView &view, int row, PaperColumn column)
{
    const QRect cell = view.visualRect(view.model()->index(row, columnOf(column)));
    return view.viewport()->mapTo(view.window(), cell.center());
}

} // namespace

/// cellplaces LIST: where the rows of LIST stand in a window that was never opened before; a
/// line a row: the centre of its star, the centre of its title.
int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QTemporaryDir folder;
    if (argc != 2) {
        return 1;
    }
    Application carrel(dataPaths(folder.path()), QString());
    carrel.whenPainted([] {
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (const QWidget *window : windows) {
            const auto *view = window->findChild<PaperTableView *>();
            for (int row = 0; view != nullptr && row < view->rowCount(); ++row) {
                const QPoint star = centre(*view, row, PaperColumn::Bookmark);
                const QPoint title = centre(*view, row, PaperColumn::Title);
                std::printf("%d %d %d %d\n", star.x(), star.y(), title.x(), title.y());
            }
        }
        QCoreApplication::quit();
    });
    const CatalogSource source{QString::fromLocal8Bit(argv[1]), false};
    carrel.start(source, CatalogRepository::startReading(source), true);
    return QApplication::exec();
}
