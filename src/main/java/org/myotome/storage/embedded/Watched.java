package org.myotome.storage.embedded;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** Stands before an object of JDBC and sees what is called. */
abstract class Watched implements InvocationHandler {

    private final Object watched;

    Watched(Object watched) {
        this.watched = watched;
    }

    final <T> T as(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, this));
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
