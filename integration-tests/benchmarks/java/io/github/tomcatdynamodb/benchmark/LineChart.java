package io.github.tomcatdynamodb.benchmark;

import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.ChartFactory;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Lines of figures that grow with another, both on logarithmic axes: what grows alike is straight.
 */
final class LineChart {

    private final Map<String, XYSeries> lines = new LinkedHashMap<>();
    private final String title;
    private final String across;
    private final String up;

    /**
     * @param title above the picture
     * @param across what grows, with its unit
     * @param up what is measured, with its unit
     */
    LineChart(String title, String across, String up) {
        this.title = title;
        this.across = across;
        this.up = up;
    }

    /** Adds a figure to a line. */
    void add(String line, double at, double figure) {
        lines.computeIfAbsent(line, XYSeries::new).add(at, figure);
    }

    /** Draws the picture into a file. */
    void draw(Path file) {
        XYSeriesCollection figures = new XYSeriesCollection();
        lines.values().forEach(figures::addSeries);
        JFreeChart chart = ChartFactory.createXYLineChart(title, across, up, figures);
        Picture.style(chart);
        XYPlot plot = chart.getXYPlot();
        plot.setDomainAxis(Picture.logarithmic(across, Picture.whole()));
        DecimalFormat small =
                new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(Locale.ROOT));
        plot.setRangeAxis(whole(Picture.logarithmic(up, small), figures.getRangeBounds(false)));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
        for (int i = 0; i < figures.getSeriesCount(); i++) {
            // The first, third and fifth: the others are light.
            renderer.setSeriesPaint(i, Picture.COLOURS.get(2 * i % Picture.COLOURS.size()));
        }
        plot.setRenderer(renderer);
        Picture.draw(chart, file);
    }

    /** Returns an axis that begins and ends with a power of ten. */
    private static LogAxis whole(LogAxis axis, Range figures) {
        double lowest = Math.pow(10, Math.floor(Math.log10(figures.getLowerBound())));
        double highest = Math.pow(10, Math.ceil(Math.log10(figures.getUpperBound())));
        axis.setRange(lowest, Math.max(highest, 10 * lowest));
        return axis;
    }
}
