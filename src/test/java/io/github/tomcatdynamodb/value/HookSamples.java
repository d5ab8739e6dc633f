package io.github.tomcatdynamodb.value;

import java.io.Externalizable;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInput;
import java.io.ObjectInputStream;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Classes that take part in their serialization: by methods that Java serialization calls, or by
 * writing themselves.
 */
final class HookSamples {
    private HookSamples() {}

    static class WriteReadObject implements Serializable {
        private transient ReentrantLock lock = new ReentrantLock();
        private String secret = "plain";

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            out.writeInt(42);
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            secret = secret + in.readInt();
            lock = new ReentrantLock();
        }

        boolean hasLock() {
            return lock != null;
        }
    }

    /** Writes what it likes where its fields should be, and reads it so. */
    static class WithoutFields implements Serializable {
        private long number;
        private Object first;
        private Object second;
        private String text;

        WithoutFields(long number, Object first, Object second, String text) {
            this.number = number;
            this.first = first;
            this.second = second;
            this.text = text;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeObject(first);
            out.writeObject(second);
            out.writeObject(text);
            out.writeLong(number);
            out.writeObject("more");
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            first = in.readObject();
            second = in.readObject();
            text = (String) in.readObject();
            number = in.readLong();
            in.readObject();
        }
    }

    /** Writes something before its fields. */
    static class VersionFirst implements Serializable {
        private int number = 7;
        private String text = "text";

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeInt(2);
            out.writeObject("version");
            out.defaultWriteObject();
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.readInt();
            in.readObject();
            in.defaultReadObject();
        }
    }

    /** Each has the next one where its fields should be. */
    static class Linked implements Serializable {
        private Object next;
        private int number;

        Linked(Object next, int number) {
            this.next = next;
            this.number = number;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.writeObject(next);
            out.writeInt(number);
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            next = in.readObject();
            number = in.readInt();
        }
    }

    static Object linked(int length) {
        Object first = null;
        for (int i = 0; i < length; i++) {
            first = new Linked(first, i);
        }
        return first;
    }

    /** Writes what its superclass has, too, as that does. */
    public static class ExternalSubclass extends External {
        private int more;

        public ExternalSubclass() {
            super("");
        }

        ExternalSubclass(String text, int more) {
            super(text);
            this.more = more;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            super.writeExternal(out);
            out.writeInt(more);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException {
            super.readExternal(in);
            more = in.readInt();
        }
    }

    static class NoData implements Serializable {
        int value = 3;

        @SuppressWarnings("unused")
        private void readObjectNoData() {
            value = 99;
        }
    }

    static final class Singleton implements Serializable {
        static final Singleton INSTANCE = new Singleton();

        private Object readResolve() {
            return INSTANCE;
        }
    }

    static class Replaced implements Serializable {
        private final String text;

        Replaced(String text) {
            this.text = text;
        }

        private Object writeReplace() {
            return new Proxy(text);
        }

        private record Proxy(String text) implements Serializable {
            private Object readResolve() {
                return new Replaced(text);
            }
        }

        @SuppressWarnings("unused")
        private void readObject(ObjectInputStream in) throws InvalidObjectException {
            throw new InvalidObjectException("proxy required");
        }
    }

    public static class External implements Externalizable {
        private String text;

        public External() {}

        External(String text) {
            this.text = text;
        }

        @Override
        public void writeExternal(ObjectOutput out) throws IOException {
            out.writeUTF(text);
        }

        @Override
        public void readExternal(ObjectInput in) throws IOException {
            text = in.readUTF();
        }
    }

    static class PersistentFields implements Serializable {
        private static final ObjectStreamField[] serialPersistentFields = {
            new ObjectStreamField("kept", String.class)
        };
        String kept = "kept";
        String dropped = "dropped";
    }
}
