package demo;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** An ordinary bean of an application, kept in the session. */
public class Basket implements Serializable {
    private static final long serialVersionUID = 1;

    private final List<String> items = new ArrayList<>();
    private int changes;

    public void add(String item) {
        items.add(item);
        changes++;
    }

    @Override
    public String toString() {
        return "Basket of " + items + ", changed " + changes + (changes == 1 ? " time" : " times");
    }
}
