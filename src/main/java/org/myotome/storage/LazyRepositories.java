package org.myotome.storage;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.ContextAnnotationAutowireCandidateResolver;
import org.springframework.data.envers.repository.support.EnversRevisionRepositoryFactoryBean;
import org.springframework.data.repository.Repository;

/**
 * Makes each of HAPI's sixty Spring Data repositories at its first use. Making one parses all its queries, and most serve
 * jobs and terminology tables that this server does not have. It is Spring Data's bootstrap mode {@code LAZY}, which HAPI
 * has no setting for.
 */
final class LazyRepositories implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanDefinitionNames()) {
            BeanDefinition bean = beans.getBeanDefinition(name);
            if (EnversRevisionRepositoryFactoryBean.class.getName().equals(bean.getBeanClassName())) {
                bean.setLazyInit(true);
                bean.getPropertyValues().add("lazyInit", true);
            }
        }
        ((DefaultListableBeanFactory) beans).setAutowireCandidateResolver(new LazyInjection());
    }

    /** Whoever asks for a repository gets a stand-in that fetches it when it is called, and keeps it. */
    private static final class LazyInjection extends ContextAnnotationAutowireCandidateResolver {

        @Override
        protected boolean isLazy(DependencyDescriptor wanted) {
            return Repository.class.isAssignableFrom(wanted.getDependencyType()) || super.isLazy(wanted);
        }
    }
}
