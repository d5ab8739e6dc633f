package io.github.tomcatdynamodb.benchmark;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;
import org.jfree.svg.SVGGraphics2D;

/** Bars of figures, a group for each column, as a picture that scales (SVG). */
final class BarChart {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 420;
    private static final double SMALLEST = 0.5;

    /** Okabe and Ito's, which the colour-blind tell apart. */
    private static final Color[] COLOURS = {
        new Color(0x0072B2),
        new Color(0x56B4E9),
        new Color(0x009E73),
        new Color(0x66C2A5),
        new Color(0xE69F00),
        new Color(0xD55E00)
    };

    private final DefaultCategoryDataset figures = new DefaultCategoryDataset();
    private final String title;
    private final String unit;

    /**
     * @param title above the picture
     * @param unit of the figures
     */
    BarChart(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /** Adds a figure; none is drawn smaller than that, which the axis begins with. */
    void add(String row, String column, double figure) {
        figures.addValue(Math.max(SMALLEST, figure), row, column);
    }

    /** Draws the picture into a file. */
    void draw(Path file) {
        JFreeChart chart = ChartFactory.createBarChart(title, null, unit, figures);
        StandardChartTheme theme = new StandardChartTheme("plain");
        theme.setExtraLargeFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        theme.setLargeFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        theme.setRegularFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        theme.setPlotBackgroundPaint(Color.WHITE);
        theme.setRangeGridlinePaint(Color.LIGHT_GRAY);
        theme.setBarPainter(new StandardBarPainter());
        theme.setShadowVisible(false);
        theme.apply(chart);
        CategoryPlot plot = chart.getCategoryPlot();
        LogAxis axis = new LogAxis(unit + " (logarithmic)");
        axis.setSmallestValue(SMALLEST);
        // From one power of ten to the next.
        axis.setTickUnit(new NumberTickUnit(1));
        axis.setNumberFormatOverride(NumberFormat.getIntegerInstance(Locale.ROOT));
        plot.setRangeAxis(axis);
        for (int i = 0; i < COLOURS.length; i++) {
            plot.getRenderer().setSeriesPaint(i, COLOURS[i]);
        }
        ((BarRenderer) plot.getRenderer()).setItemMargin(0.05);
        SVGGraphics2D picture = new SVGGraphics2D(WIDTH, HEIGHT);
        chart.draw(picture, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
        try {
            Files.writeString(file, picture.getSVGDocument());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
