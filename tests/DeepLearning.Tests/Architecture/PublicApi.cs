using System.Reflection;
using System.Runtime.CompilerServices;

namespace DeepLearning.Tests;

/// <summary>What an assembly shows: its types and members, written as in C#, one a line and sorted.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static string Of(IEnumerable<Type> types)
    {
        var lines = types.Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
            .Select(type => (Line: Declaration(type), Type: type))
            .OrderBy(declared => ApiText.Of(declared.Type), StringComparer.Ordinal)
            .SelectMany(declared => Members(declared.Type).Order(StringComparer.Ordinal).Select(member => $"    {member}").Prepend(declared.Line).Append(""));
        return string.Join('\n', lines);
    }

    private static string Declaration(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => "enum ",
            { IsInterface: true } => "interface ",
            { IsValueType: true } => (type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "")
                + (IsRecord(type) ? "record struct " : "struct "),
            _ when type.IsSubclassOf(typeof(Delegate)) => "delegate ",
            _ => (type is { IsAbstract: true, IsSealed: true } ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")
                + (IsRecord(type) ? "record " : "class "),
        };
        var bases = new[] { type.BaseType }.Where(parent => parent is not null && type.IsClass && parent != typeof(object) && parent != typeof(MulticastDelegate))
            .Concat(type.IsEnum ? [] : OwnInterfaces(type).OrderBy(ApiText.Of, StringComparer.Ordinal))
            .Select(parent => ApiText.Of(parent!)).ToArray();
        return kind + ApiText.Of(type) + (bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}") + ApiText.Constraints(type.GetGenericArguments());
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} = {Convert.ToInt64(field.GetRawConstantValue(), null)}");
        }

        var accessors = type.GetProperties(Declared).SelectMany(property => property.GetAccessors(nonPublic: true))
            .Concat(type.GetEvents(Declared).SelectMany(@event => new[] { @event.AddMethod!, @event.RemoveMethod! })).ToHashSet();
        return type.GetConstructors(Declared & ~BindingFlags.Static).Where(IsSeen).Select(constructor =>
                $"{Modifiers(constructor)}{ApiText.Simple(type)}{ApiText.Parameters(constructor)}")
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(Field))
            .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsSeen)).Select(Property))
            .Concat(type.GetEvents(Declared).Where(@event => IsSeen(@event.AddMethod!)).Select(@event =>
                $"{Modifiers(@event.AddMethod!)}event {ApiText.Of(@event.EventHandlerType!)} {@event.Name}"))
            .Concat(type.GetMethods(Declared).Where(method => IsSeen(method) && !accessors.Contains(method)).Select(Method));
    }

    private static string Field(FieldInfo field) => field.IsLiteral
        ? $"const {ApiText.Of(field.FieldType)} {field.Name} = {ApiText.Literal(field.GetRawConstantValue(), field.FieldType)}"
        : $"{(field.IsPublic ? "" : "protected ")}{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{ApiText.Of(field)} {field.Name}";

    private static string Property(PropertyInfo property)
    {
        var main = property.GetAccessors(nonPublic: true).Where(IsSeen).OrderBy(accessor => accessor.IsPublic ? 0 : 1).First();
        var indices = property.GetIndexParameters();
        var name = indices.Length == 0 ? property.Name : $"this[{string.Join(", ", indices.Select(ApiText.Parameter))}]";
        var required = property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";
        return $"{Modifiers(main)}{required}{ApiText.Of(property)} {name} {{ {Accessor(property.GetMethod, "get")}{Accessor(property.SetMethod, SetterName(property))}}}";

        string Accessor(MethodInfo? accessor, string word) => accessor is null || !IsSeen(accessor)
            ? ""
            : $"{(accessor.IsPublic == main.IsPublic ? "" : "protected ")}{word}; ";
    }

    private static string SetterName(PropertyInfo property) =>
        property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true ? "init" : "set";

    private static string Method(MethodInfo method)
    {
        var result = ApiText.Of(method.ReturnParameter);
        var arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(ApiText.Of))}>" : "";
        var name = method.Name switch
        {
            "op_Implicit" => $"implicit operator {result}",
            "op_Explicit" => $"explicit operator {result}",
            var special when special.StartsWith("op_", StringComparison.Ordinal) => $"{result} operator {special[3..]}",
            _ => $"{result} {method.Name}{arguments}",
        };
        var overrides = IsOverride(method);
        return Modifiers(method) + name + ApiText.Parameters(method) + (overrides ? "" : ApiText.Constraints(method.GetGenericArguments()));
    }

    private static string Modifiers(MethodBase method)
    {
        var seen = method.IsPublic ? "" : "protected ";
        return seen + method switch
        {
            { IsStatic: true } => method.IsAbstract ? "static abstract " : "static ",
            MethodInfo { DeclaringType.IsInterface: true } => "",
            MethodInfo overriding when IsOverride(overriding) => method.IsAbstract ? "abstract override " : method.IsFinal ? "sealed override " : "override ",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        };
    }

    private static bool IsOverride(MethodInfo method) => method.GetBaseDefinition().DeclaringType != method.DeclaringType;

    /// <summary>Seen from another assembly, and written by somebody: not what the compiler adds to a record.</summary>
    private static bool IsSeen(MethodBase method) =>
        (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly) && !method.Name.Contains('<', StringComparison.Ordinal)
        && (!method.IsDefined(typeof(CompilerGeneratedAttribute)) || method.IsSpecialName && method.Name[1..].StartsWith("et_", StringComparison.Ordinal));

    private static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", Declared) is { } print && print.IsDefined(typeof(CompilerGeneratedAttribute));

    private static IEnumerable<Type> OwnInterfaces(Type type)
    {
        var all = type.GetInterfaces();
        return all.Except(type.BaseType?.GetInterfaces() ?? []).Except(all.SelectMany(each => each.GetInterfaces())).Where(each => each.IsVisible);
    }
}
