package io.github.tomcatdynamodb.record;

import io.github.tomcatdynamodb.record.SavePlan.Reason;
import io.github.tomcatdynamodb.value.StoredValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What updates of records of all formats have in common. */
record UpdateParts(RecordSettings settings, ExpressCookies cookies) {

    static void attributes(
            UpdateBuilder update, Map<String, StoredValue> set, Difference difference) {
        set.forEach(
                (name, value) -> {
                    if (LargePointer.is(value)) {
                        update.remove(Names.SESS, name);
                    } else {
                        update.set(value.value(), Names.SESS, name);
                    }
                });
        difference.removed().forEach(name -> update.remove(Names.SESS, name));
    }

    void specialKeys(UpdateBuilder update, Difference difference) {
        settings.specialKeys()
                .copies(difference.set())
                .forEach((name, copy) -> update.set(copy, name));
        difference.removed().stream()
                .filter(settings.specialKeys().types()::containsKey)
                .forEach(name -> update.remove(name));
    }

    /** Adds the cookie that express-session insists on, or brings its timeout up to date. */
    StoredSession expressCookie(
            UpdateBuilder update,
            EncodedSession session,
            StoredSession stored,
            Difference difference) {
        boolean isThere = stored.reserved().containsKey(Names.COOKIE);
        if (!settings.expressCompatible() || (isThere && !difference.maxInactive())) {
            return stored;
        }
        Map<String, AttributeValue> reserved = cookies.in(session, stored.reserved());
        update.set(reserved.get(Names.COOKIE), Names.SESS, Names.COOKIE);
        return stored.withReserved(reserved);
    }

    /**
     * Adds what is changed to what the old record does not know, if what was written there
     * meanwhile may still be taken along.
     */
    static StoredSession changedSinceOrigin(
            UpdateBuilder update, StoredSession stored, Difference difference) {
        if (stored.origin().isEmpty() || difference.names().isEmpty()) {
            return stored;
        }
        Origin origin = stored.origin().get().alsoChanged(stored, difference.names());
        update.requireExists(Names.TOMCAT, Names.FROM);
        update.set(origin.writeChanged(), Names.TOMCAT, Names.FROM, Names.CHANGED);
        return stored.withOrigin(Optional.of(origin));
    }

    /** Of two that take something along, the one that has seen the later version wins. */
    static void takenAlong(UpdateBuilder update, Basis old, boolean keepsOrigin) {
        AttributeValue version = WholeRecord.number(old.accessed());
        // The versions of a foreign record may not differ in it.
        String operator = old.format() == Format.TOMCAT ? "<" : "<=";
        update.require(operator, version, Names.TOMCAT, Names.FROM, Names.ACCESSED);
        if (keepsOrigin) {
            update.set(version, Names.TOMCAT, Names.FROM, Names.ACCESSED);
        }
    }

    static SavePlan.Update plan(
            EncodedSession session,
            StoredSession stored,
            Difference difference,
            List<LargeItem> items,
            UpdateBuilder update,
            Basis after) {
        return new SavePlan.Update(
                difference.isEmpty() ? Reason.TOUCHED : Reason.CHANGED,
                difference.names(),
                items,
                update.build(session.key()),
                stored.saved(session, difference, after));
    }
}
