package io.github.tomcatdynamodb.benchmark;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Session;
import org.apache.catalina.session.StandardSession;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Loads and saves by the store, against the bare calls with the same bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StoreBenchmark {

    /** System property: where DynamoDB is. */
    static final String ENDPOINT = "benchmark.endpoint";

    static final String TABLE = "benchmark";

    /** Of the session. */
    @Param({"KB_2", "KB_50"})
    public SessionSize size;

    private static final Map<String, String> NAMES =
            Map.of(
                    "#a",
                    "accessed",
                    "#c",
                    "counter",
                    "#e",
                    "expires",
                    "#n",
                    "created",
                    "#s",
                    "sess",
                    "#t",
                    "tomcat",
                    "#y",
                    "types");

    private final String id = newId();
    private final String idToLoad = newId();
    private EmbeddedStore tomcat;
    private StandardSession session;
    private DynamoDbClient client;
    private Map<String, AttributeValue> key;
    private Map<String, AttributeValue> item;
    private AttributeValue accessed;
    private Map<String, Object> attributes;
    private int counter;

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** Stores the session that is loaded, changed or left alone, and a copy for the bare calls. */
    @Setup(Level.Trial)
    public void start() throws LifecycleException, IOException {
        URI endpoint = URI.create(System.getProperty(ENDPOINT));
        tomcat = new EmbeddedStore(endpoint, TABLE, Clients.REGION);
        attributes = size.attributes();
        session = tomcat.newSession(id, attributes);
        tomcat.store().save(session);
        // What is in memory is not loaded.
        StandardSession stored = tomcat.newSession(idToLoad, attributes);
        tomcat.store().save(stored);
        tomcat.forget(stored);
        client = Clients.ofStore(endpoint);
        key = Map.of("id", AttributeValue.fromS(EmbeddedStore.key(id)));
        item = client.getItem(get -> get.tableName(TABLE).key(key).consistentRead(true)).item();
        accessed = item.get("tomcat").m().get("accessed");
    }

    /** Ends what was started. */
    @TearDown(Level.Trial)
    public void stop() throws LifecycleException {
        client.close();
        tomcat.close();
    }

    /** The bare GetItem. */
    @Benchmark
    public GetItemResponse getItem() {
        return client.getItem(get -> get.tableName(TABLE).key(key));
    }

    /** A load by the store. */
    @Benchmark
    public Session load() throws ClassNotFoundException, IOException {
        return tomcat.store().load(idToLoad);
    }

    /** The bare PutItem of a new item. */
    @Benchmark
    public PutItemResponse putItem() {
        Map<String, AttributeValue> fresh = new HashMap<>(item);
        fresh.put("id", AttributeValue.fromS(EmbeddedStore.key(newId())));
        return client.putItem(put -> put.tableName(TABLE).item(fresh));
    }

    /** A new session, saved by the store. */
    @Benchmark
    public Session saveNew() throws IOException {
        StandardSession fresh = tomcat.newSession(newId(), attributes);
        tomcat.store().save(fresh);
        tomcat.forget(fresh);
        return fresh;
    }

    /** The bare UpdateItem of one attribute, with all that the store writes and requires, too. */
    @Benchmark
    public UpdateItemResponse updateItem() {
        AttributeValue before = accessed;
        accessed = AttributeValue.fromN(Long.toString(Long.parseLong(before.n()) + 1));
        AttributeValue number = AttributeValue.fromN(Integer.toString(counter++));
        return client.updateItem(
                update ->
                        update.tableName(TABLE)
                                .key(key)
                                .updateExpression(
                                        "SET #t.#a=:after,#e=:expires,#s.#c=:number REMOVE #t.#y.#c")
                                .conditionExpression(
                                        "#t.#n=:created AND attribute_exists(#s) AND #t.#a=:before")
                                .expressionAttributeNames(NAMES)
                                .expressionAttributeValues(
                                        Map.of(
                                                ":after",
                                                accessed,
                                                ":before",
                                                before,
                                                ":created",
                                                item.get("tomcat").m().get("created"),
                                                ":expires",
                                                item.get("expires"),
                                                ":number",
                                                number))
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                                .returnValuesOnConditionCheckFailure(
                                        ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    /** A session of which one attribute has changed, saved by the store. */
    @Benchmark
    public Session saveChanged() throws IOException {
        session.setAttribute("counter", ++counter);
        tomcat.store().save(session);
        return session;
    }

    /** A session in which nothing has changed: a save that decides not to write. */
    @Benchmark
    public Session saveUnchanged() throws IOException {
        tomcat.store().save(session);
        return session;
    }
}
