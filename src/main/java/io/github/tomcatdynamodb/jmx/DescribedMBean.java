package io.github.tomcatdynamodb.jmx;

import java.util.Set;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;
import org.apache.tomcat.util.res.StringManager;

/** A store's MBean with what tools show of it: what each attribute and operation means. */
final class DescribedMBean extends StandardMBean {

    private static final StringManager sm = StringManager.getManager(DescribedMBean.class);

    /** What changes nothing. */
    private static final Set<String> ASKING = Set.of("checkTable", "show");

    DescribedMBean(DynamoDBStoreMXBean store) {
        super(store, DynamoDBStoreMXBean.class, true);
    }

    @Override
    protected String getDescription(MBeanInfo info) {
        return sm.getString("mbean");
    }

    @Override
    protected String getDescription(MBeanAttributeInfo attribute) {
        return sm.getString("mbean." + attribute.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation) {
        return sm.getString("mbean." + operation.getName());
    }

    @Override
    protected String getDescription(
            MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return sm.getString("mbean." + getParameterName(operation, parameter, sequence));
    }

    @Override
    protected String getParameterName(
            MBeanOperationInfo operation, MBeanParameterInfo parameter, int sequence) {
        return sequence == 0 ? "session" : "withValues";
    }

    @Override
    protected int getImpact(MBeanOperationInfo operation) {
        return ASKING.contains(operation.getName())
                ? MBeanOperationInfo.INFO
                : MBeanOperationInfo.ACTION;
    }
}
