package io.github.tomcatdynamodb.value;

import io.github.tomcatdynamodb.value.RealContents.Content;
import io.github.tomcatdynamodb.value.Samples.Cart;
import io.github.tomcatdynamodb.value.Samples.Item;
import io.github.tomcatdynamodb.value.Samples.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Values that one library, or a few, put into sessions. */
abstract class LibraryContents {
    private final List<Content> contents = new ArrayList<>();

    /** Adds the values, in their order. */
    abstract void fill() throws Exception;

    final List<Content> all() throws Exception {
        fill();
        return contents;
    }

    final void add(String library, String name, Object value) {
        contents.add(new Content(library, name, value, null));
    }

    @SuppressWarnings("unchecked")
    final <T> void add(String library, String name, T value, Function<? super T, ?> asked) {
        contents.add(new Content(library, name, value, (Function<Object, ?>) asked));
    }

    /** A bean of an application. */
    static Cart cart() {
        Cart cart = new Cart();
        cart.owner = "ann";
        return cart.add(new Item("book", 2, new Money("9.90", "EUR")))
                .add(new Item("lamp", 1, new Money("20.00", "EUR")));
    }
}
