package spring;

import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/** Everything of this package. */
@Configuration
@ComponentScan
public class ShopConfiguration {}
