package org.myotome.monitor;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.ResolvableType;

/**
 * Tells the server of its own start and stop only. Spring passes those of the management port's context on to it, and HAPI,
 * which takes each for its own, would register its jobs and start its schedulers twice. After a start that failed there is
 * nobody to tell: a listener that is gone would fail, and the management port's server would not be stopped.
 */
final class OwnEvents extends SimpleApplicationEventMulticaster {

    private final ConfigurableApplicationContext own;

    OwnEvents(BeanFactory beans, ConfigurableApplicationContext own) {
        super(beans);
        this.own = own;
    }

    @Override
    public void multicastEvent(ApplicationEvent event, @Nullable ResolvableType type) {
        boolean isOwn = !(event instanceof ApplicationContextEvent of) || of.getApplicationContext() == own;
        if (isOwn && own.isActive()) {
            super.multicastEvent(event, type);
        }
    }
}
