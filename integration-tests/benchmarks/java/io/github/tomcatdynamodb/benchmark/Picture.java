package io.github.tomcatdynamodb.benchmark;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.svg.SVGGraphics2D;

/** What the charts have in common: how they look, and that they scale (SVG). */
final class Picture {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;

    /** Okabe and Ito's, which the colour-blind tell apart. */
    static final List<Color> COLOURS =
            List.of(
                    new Color(0x0072B2),
                    new Color(0x56B4E9),
                    new Color(0x009E73),
                    new Color(0x66C2A5),
                    new Color(0xE69F00),
                    new Color(0xD55E00));

    private Picture() {}

    /** Gives a chart the fonts and colours of all; before its axes are replaced. */
    static void style(JFreeChart chart) {
        StandardChartTheme theme = new StandardChartTheme("plain");
        theme.setExtraLargeFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        theme.setLargeFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        theme.setRegularFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        theme.setPlotBackgroundPaint(Color.WHITE);
        theme.setDomainGridlinePaint(Color.LIGHT_GRAY);
        theme.setRangeGridlinePaint(Color.LIGHT_GRAY);
        theme.setBarPainter(new StandardBarPainter());
        theme.setShadowVisible(false);
        theme.apply(chart);
    }

    /** Returns an axis with a tick at each power of ten. */
    static LogAxis logarithmic(String title, NumberFormat numbers) {
        LogAxis axis = new LogAxis(title + " (logarithmic)");
        axis.setTickUnit(new NumberTickUnit(1));
        axis.setNumberFormatOverride(numbers);
        return axis;
    }

    /** Returns the format of whole numbers. */
    static NumberFormat whole() {
        return NumberFormat.getIntegerInstance(Locale.ROOT);
    }

    /** Draws a chart into a file. */
    static void draw(JFreeChart chart, Path file) {
        SVGGraphics2D picture = new SVGGraphics2D(WIDTH, HEIGHT);
        chart.draw(picture, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        try {
            Files.writeString(file, picture.getSVGDocument());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
