"""How Django forms become KERN's markup: `{{ form }}` and `{{ field.as_field_group }}` need nothing more."""

from django.forms.renderers import TemplatesSetting


class KernForms(TemplatesSetting):
    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
    formset_template_name = "web/forms/formset.html"
