package org.myotome.monitor;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ApplicationContextEvent;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.ResolvableType;

/**
 * Tells the server of its own start and stop only. Spring passes those of the management port's context on to it, and HAPI,
 * which takes each for its own, would register its jobs and start its schedulers twice.
 */
final class OwnEvents extends SimpleApplicationEventMulticaster {

    private final ApplicationContext own;

    OwnEvents(BeanFactory beans, ApplicationContext own) {
        super(beans);
        this.own = own;
    }

    @Override
    public void multicastEvent(ApplicationEvent event, @Nullable ResolvableType type) {
        if (!(event instanceof ApplicationContextEvent of) || of.getApplicationContext() == own) {
            super.multicastEvent(event, type);
        }
    }
}
