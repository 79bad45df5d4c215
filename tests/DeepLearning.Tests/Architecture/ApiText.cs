using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace DeepLearning.Tests;

/// <summary>Types, parameters, values and constraints as C# writes them.</summary>
internal static class ApiText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(int)] = "int", [typeof(long)] = "long",
        [typeof(uint)] = "uint", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Of(Type type) => Name(type, null, TupleNames(null));

    public static string Of(FieldInfo field) => Name(field.FieldType, new NullabilityInfoContext().Create(field), TupleNames(field));

    public static string Of(PropertyInfo property) => Name(property.PropertyType, new NullabilityInfoContext().Create(property), TupleNames(property));

    public static string Of(ParameterInfo parameter) =>
        (parameter.ParameterType.IsByRef ? parameter.IsOut ? "out " : parameter.IsDefined(typeof(IsReadOnlyAttribute)) ? "in " : "ref " : "")
        + Name(parameter.ParameterType, new NullabilityInfoContext().Create(parameter), TupleNames(parameter));

    /// <summary>The name of a type without its arguments.</summary>
    public static string Simple(Type type) => type.Name.Split('`')[0];

    public static string Parameters(MethodBase method)
    {
        var parameters = string.Join(", ", method.GetParameters().Select(Parameter));
        return method.IsDefined(typeof(ExtensionAttribute)) ? $"(this {parameters})" : $"({parameters})";
    }

    public static string Parameter(ParameterInfo parameter)
    {
        var collected = parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        var value = parameter.HasDefaultValue ? $" = {Literal(parameter.DefaultValue, parameter.ParameterType)}" : "";
        return $"{collected}{Of(parameter)} {parameter.Name}{value}";
    }

    public static string Literal(object? value, Type type) => value switch
    {
        null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
        bool truth => truth ? "true" : "false",
        string text => $"\"{text}\"",
        char letter => $"'{letter}'",
        _ when type.IsEnum => $"{Of(type)}.{Enum.GetName(type, value)}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    public static string Constraints(IEnumerable<Type> arguments) => string.Concat(
        from argument in arguments
        where argument.IsGenericParameter
        let constraints = Constraints(argument).ToArray()
        where constraints.Length > 0
        select $" where {argument.Name} : {string.Join(", ", constraints)}");

    private static IEnumerable<string> Constraints(Type argument)
    {
        var attributes = argument.GenericParameterAttributes;
        var isStruct = attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (argument.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "IsUnmanagedAttribute"))
        {
            yield return "unmanaged";
        }
        else if (isStruct)
        {
            yield return "struct";
        }
        else if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            yield return "class";
        }

        foreach (var constraint in argument.GetGenericParameterConstraints().Where(constraint => constraint != typeof(ValueType)))
        {
            yield return Of(constraint);
        }

        if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !isStruct)
        {
            yield return "new()";
        }
    }

    private static string Name(Type type, NullabilityInfo? nullability, Queue<string?> tupleNames)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!, nullability, tupleNames);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying, null, tupleNames) + "?";
        }

        var mark = nullability?.ReadState == NullabilityState.Nullable && !type.IsValueType ? "?" : "";
        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!, nullability?.ElementType, tupleNames)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        }

        if (Keywords.TryGetValue(type, out var keyword) || type.IsGenericParameter)
        {
            return (keyword ?? type.Name) + mark;
        }

        var arguments = type.GetGenericArguments();
        var isTuple = type.IsValueType && type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) != false && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal);
        var names = isTuple ? arguments.Select(_ => tupleNames.TryDequeue(out var name) ? name : null).ToArray() : [];
        var texts = arguments.Select((argument, i) => Name(
            argument, nullability?.GenericTypeArguments.Length == arguments.Length ? nullability.GenericTypeArguments[i] : null, tupleNames)).ToArray();
        if (isTuple)
        {
            return $"({string.Join(", ", texts.Zip(names, (text, name) => name is null ? text : $"{text} {name}"))})";
        }

        var outer = type.IsNested ? $"{Simple(type.DeclaringType!)}." : "";
        var own = type.Name.Contains('`', StringComparison.Ordinal) ? $"<{string.Join(", ", texts)}>" : "";
        return outer + Simple(type) + own + mark;
    }

    private static Queue<string?> TupleNames(ICustomAttributeProvider? provider) => new(
        provider?.GetCustomAttributes(typeof(TupleElementNamesAttribute), inherit: false).Cast<TupleElementNamesAttribute>().SelectMany(names => names.TransformNames) ?? []);
}
