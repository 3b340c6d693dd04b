package org.myotome.storage.embedded;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.locks.Lock;

/** Stands before an object of JDBC and sees what is called. */
abstract class Watched implements InvocationHandler {

    private final Object watched;

    Watched(Object watched) {
        this.watched = watched;
    }

    final <T> T as(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
    }

    /** As {@link #pass}, while nobody writes the database into its file. */
    final Object change(Lock changing, Method method, Object[] arguments) throws Throwable {
        changing.lock();
        try {
            return pass(method, arguments);
        } finally {
            changing.unlock();
        }
    }

    /** Calls the same on what is watched; throws what that throws. */
    final Object pass(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(watched, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
